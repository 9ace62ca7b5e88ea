'use client';

import { type ReactNode, useId } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';

interface FormDialogProps {
  title: string;
  description?: ReactNode;
  size?: 'medium' | 'large';
  /** The deed, as the button says it. */
  action: string;
  isDangerous?: boolean;
  /** What keeps the deed from being done now; as long as there is any, the form is not sent. */
  reasons?: string[];
  isBusy: boolean;
  /** Why the last try failed: said beneath what was typed, which stays. */
  error?: unknown;
  /** For the words "could not …" of that error. */
  doing?: string;
  onSubmit: () => void;
  onClose: () => void;
  /** The fields. */
  children: ReactNode;
}

/** A form that is answered or left: fields, then Cancel and the deed; Enter in a field sends it. */
export function FormDialog(props: FormDialogProps) {
  const {
    action,
    isDangerous = false,
    reasons = [],
    isBusy,
    error,
    doing,
    onSubmit,
    onClose,
    children,
  } = props;
  const { title, description, size = 'medium' } = props;
  const formId = useId();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={description}
      size={size}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            variant={isDangerous ? 'danger' : 'primary'}
            reasons={reasons}
            isLoading={isBusy}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reasons.length === 0 && !isBusy) onSubmit();
        }}
      >
        {children}
        {error ? <ErrorState error={error} isInline {...(doing === undefined ? {} : { doing })} /> : null}
      </form>
    </Dialog>
  );
}
