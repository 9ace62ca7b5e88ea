import { expect, it, vi } from 'vitest';
import { AppError, isAppError } from '#lib/core/errors';

it('knows a refusal that another bundle made', async () => {
  vi.resetModules();
  const other = await import('#lib/core/errors');
  expect(other.AppError).not.toBe(AppError);
  expect(isAppError(new other.AppError('timeout', 'Too slow.'))).toBe(true);
  expect(isAppError(new AppError('timeout', 'Too slow.'))).toBe(true);
});

it.each([
  new Error('AppError'),
  Object.assign(new Error('from elsewhere'), { name: 'AppError', code: 'ECONNRESET' }),
  { name: 'AppError', code: 'timeout' },
  null,
])('takes %o for a defect', (thrown) => {
  expect(isAppError(thrown)).toBe(false);
});
