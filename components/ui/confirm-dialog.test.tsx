import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { AppError } from '#lib/core/errors';

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
});

function show(onConfirm: () => Promise<unknown>, confirmation?: string) {
  const onClose = vi.fn();
  render(
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title="Delete “Checkout”?"
      action="Delete funnel"
      onConfirm={onConfirm}
      {...(confirmation ? { confirmation } : {})}
    >
      <p>It is gone for everybody.</p>
    </ConfirmDialog>,
  );
  return onClose;
}

const deed = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Delete funnel' });
const press = () => act(async () => void fireEvent.click(deed()));

describe('ConfirmDialog', () => {
  it('does the deed, then closes', async () => {
    const onConfirm = vi.fn(async () => {});
    const onClose = show(onConfirm);
    await press();
    expect(onConfirm).toHaveBeenCalledOnce();
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('stays and says why when it was refused', async () => {
    const onClose = show(() => Promise.reject(new AppError('conflict', 'Ben changed it a minute ago.')));
    await press();
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toContain('Ben changed it a minute ago.');
  });

  it('waits for the name to be typed exactly', async () => {
    const onConfirm = vi.fn(async () => {});
    show(onConfirm, 'prod');
    expect(deed().disabled).toBe(true);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'pro' } });
    expect(deed().disabled).toBe(true);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'prod' } });
    await press();
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});
