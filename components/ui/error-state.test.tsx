import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ErrorState } from '#components/ui/error-state';
import { AppError } from '#lib/core/errors';
import { RemoteError } from '#lib/core/fetch-json';

describe('ErrorState', () => {
  it('says what failed, what is wrong field by field, and the request id', () => {
    const error = new RemoteError('invalid', {
      detail: 'The steps cannot be used.',
      requestId: '7bc6b360-8b24-4eee-9623-260697d9f86a',
      errors: [{ path: 'steps.1', message: 'must name an event' }],
    });
    render(<ErrorState error={error} doing="count the funnel" lost="Nothing was saved." />);
    const text = screen.getByRole('alert').textContent;
    expect(text).toContain('Could not count the funnel.');
    expect(text).toContain('The steps cannot be used.');
    expect(text).toContain('steps.1 must name an event');
    expect(text).toContain('Nothing was saved.');
    expect(screen.getByRole('button', { name: /Copy request id 7bc6b360/ })).toBeTruthy();
  });

  it('shows nothing of an error that was not meant to be read', () => {
    render(<ErrorState error={new TypeError('x.y is undefined at /srv/secret.ts')} />);
    expect(screen.getByRole('alert').textContent).not.toContain('secret');
  });

  it('advises according to the kind of refusal, and tries again when it can', () => {
    const onRetry = vi.fn();
    render(<ErrorState error={new AppError('timeout', 'It took more than 30 s.')} onRetry={onRetry} />);
    expect(screen.getByRole('alert').textContent).toContain('shorter period');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });
});
