'use client';

import { type ReactNode, useState } from 'react';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Textarea } from '#components/ui/input';

interface ReasonDialogProps {
  title: string;
  /** What follows from it. */
  description: ReactNode;
  /** The deed, as the button says it. */
  action: string;
  isDangerous?: boolean;
  /** Where the reason is kept. */
  hint: string;
  onClose: () => void;
  /** While it resolves the button is busy; if it rejects, the dialog stays and says why. */
  onConfirm: (reason: string) => Promise<unknown>;
  /** Further fields, before the reason. */
  children?: ReactNode;
  /** What else keeps the deed from being done. */
  reasons?: string[];
}

/** Asks why before something that others will have to understand. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, description, action, isDangerous = false, hint, onClose, onConfirm, children } = props;
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reasons = [...(props.reasons ?? []), ...(reason.trim() === '' ? ['Say why.'] : [])];
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={title}
      description={description}
      action={action}
      isDangerous={isDangerous}
      reasons={reasons}
      isBusy={isBusy}
      error={error}
      onSubmit={() => void confirm()}
      onClose={onClose}
    >
      {children}
      <Field label="Why" hint={hint}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
