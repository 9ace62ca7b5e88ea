'use client';

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/input';

interface ReasonDialogProps {
  title: string;
  description?: string;
  /** What is asked for. */
  field: string;
  action: string;
  children?: ReactNode;
  /** While it resolves the button is busy; if it rejects, the dialog stays and says why. */
  onSend: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks why, before something that takes effect in somebody's name. */
export function ReasonDialog({
  title,
  description,
  field,
  action,
  children,
  onSend,
  onClose,
}: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const formId = useId();
  const isSaid = reason.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isSaid) return;
    setBusy(true);
    setError(null);
    try {
      await onSend(reason);
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      {...(description ? { description } : {})}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" disabled={!isSaid} isLoading={isBusy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        {children}
        <Field label={field}>
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
      </form>
    </Dialog>
  );
}
