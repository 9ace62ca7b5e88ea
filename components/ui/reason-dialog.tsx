'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
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
    <Dialog isOpen onClose={onClose} title={title} description={description}>
      <form
        className="flex flex-col gap-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reasons.length === 0) void confirm();
        }}
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
        {error ? <ErrorState error={error} isInline /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={isDangerous ? 'danger' : 'primary'}
            isLoading={isBusy}
            reasons={reasons}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
