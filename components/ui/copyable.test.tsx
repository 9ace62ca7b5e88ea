import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Copyable } from '#components/ui/copyable';

const HASH = '0123456789abcdef0123456789abcdef';

const withClipboard = (writeText: (text: string) => Promise<void>) =>
  vi.stubGlobal('navigator', { clipboard: { writeText } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const press = () => act(async () => void fireEvent.click(screen.getByRole('button')));

describe('Copyable', () => {
  it('shows the beginning, copies the whole, and says so for a while', async () => {
    const writeText = vi.fn(async () => {});
    withClipboard(writeText);
    render(<Copyable value={HASH} label="hash" shown={8} />);
    expect(screen.getByRole('button').textContent).toContain('01234567…');
    await press();
    expect(writeText).toHaveBeenCalledWith(HASH);
    expect(screen.getByRole('status').textContent).toBe('Copied');
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('does not claim to have copied when the browser refuses', async () => {
    withClipboard(() => Promise.reject(new Error('denied')));
    render(<Copyable value={HASH} label="hash" />);
    await press();
    expect(screen.getByRole('status').textContent).toMatch(/not allowed/);
  });
});
