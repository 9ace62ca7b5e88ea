import { describe, expect, it } from 'vitest';
import { reportOutages } from '#lib/adapters/prisma/outage';
import { AppError } from '#lib/core/errors';

const failing = (error: Error) => reportOutages(() => Promise.reject(error));

describe('reportOutages', () => {
  it.each([
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['a server that shuts down', Object.assign(new Error('x'), { code: '57P01' })],
    ['a full server', Object.assign(new Error('x'), { code: '53300' })],
    ['a pool that waited too long', Object.assign(new Error('x'), { code: 'P2024' })],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ])('knows %s, however deep it lies', async (_, error) => {
    const nested = new Error('outer', { cause: new Error('middle', { cause: error }) });
    for (const each of [error, nested]) {
      await expect(failing(each)).rejects.toMatchObject({ code: 'unavailable', cause: each });
    }
  });

  it.each([
    ['a refusal of ours', new AppError('conflict', 'no')],
    ['a broken rule of the data', Object.assign(new Error('x'), { code: 'P2002' })],
    ['a defect', new TypeError('x is undefined')],
  ])('leaves %s as it is', async (_, error) => {
    await expect(failing(error)).rejects.toBe(error);
  });

  it('hands results through', async () => {
    expect(await reportOutages(async () => 7)).toBe(7);
  });
});
