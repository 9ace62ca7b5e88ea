'use client';

import { useMutation } from '@tanstack/react-query';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { useToast } from '#components/ui/toast';
import type { ServedVersion } from '#lib/functions/answers';
import { markMutation } from '#lib/functions/lock-client';

interface MarkDialogProps {
  functionName: string;
  version: Pick<ServedVersion, 'version' | 'bad'>;
  onClose: () => void;
}

/** Marks a version as bad, or takes the mark away. */
export function MarkDialog({ functionName, version: { version, bad }, onClose }: MarkDialogProps) {
  const mark = useMutation(markMutation(functionName));
  const toast = useToast();
  return (
    <ReasonDialog
      title={bad ? `Clear the mark of version ${version}` : `Mark version ${version} as bad`}
      description={
        bad
          ? `${bad.by} marked it: ${bad.reason} Without the mark it can be rolled back to and deployed again.`
          : 'No rollback goes to it, and its code is not deployed again, until a person clears the mark.'
      }
      action={bad ? 'Clear the mark' : 'Mark as bad'}
      hint="Kept in the audit under your name."
      onClose={onClose}
      onConfirm={async (reason) => {
        await mark.mutateAsync({ version, isBad: !bad, reason });
        toast({
          title: bad ? `Version ${version} is no longer marked` : `Version ${version} is marked as bad`,
        });
      }}
    />
  );
}
