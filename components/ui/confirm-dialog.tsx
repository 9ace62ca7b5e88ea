'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in the words that will be carried out. */
  children: ReactNode;
  /** The deed, as the button says it: "Delete funnel", never "OK". */
  action: string;
  isDangerous?: boolean;
  /** A text that must be typed first, such as the name of what will be gone. */
  confirmation?: string;
  /** While it resolves the button is busy; if it rejects, the dialog stays and says why. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot simply be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.isOpen ? <OpenConfirmDialog {...props} /> : null;
}

function OpenConfirmDialog({
  onClose,
  title,
  children,
  action,
  isDangerous = false,
  confirmation,
  onConfirm,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isReady = confirmation === undefined || typed.trim() === confirmation;
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            isLoading={isBusy}
            disabled={!isReady}
            onClick={confirm}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-14">
        {children}
        {confirmation === undefined ? null : (
          <Field label={`Type “${confirmation}” to confirm`}>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        {error ? <ErrorState error={error} isInline /> : null}
      </div>
    </Dialog>
  );
}
