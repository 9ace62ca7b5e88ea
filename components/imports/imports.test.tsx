import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { ImportList } from '#components/imports/import-list';
import { MapColumns } from '#components/imports/map-columns';
import type { ImportDetail, ImportView } from '#lib/events/import/schema';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => {} }) }));

const FOUND: ImportDetail = {
  id: 'i1',
  status: 'uploaded',
  fileName: 'first.csv',
  bytes: 30,
  rows: 0,
  accepted: 0,
  duplicates: 0,
  rejected: 0,
  problem: null,
  settings: null,
  createdBy: 'Ana',
  createdAt: '2026-01-05T10:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  progress: null,
  reasons: [],
  preview: {
    format: { kind: 'delimited', delimiter: ',', hasHeader: true, gzip: false },
    columns: ['user', 'type', 'time'],
    sampleRows: [['u', 'view', '2026-01-05']],
    guessedMapping: { columns: { user: 'user', type: 'type', time: 'time' } },
  },
};

function show(page: ReactNode, answers: Record<string, unknown>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${path}`);
    return Response.json(answers[path]);
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return asked;
}

it('shows older imports when it is asked to', async () => {
  const older: ImportView = { ...FOUND, id: 'i0', fileName: 'older.csv' };
  show(<ImportList />, {
    '/api/imports': { imports: [FOUND], nextCursor: 'i1' },
    '/api/imports?cursor=i1': { imports: [older], nextCursor: null },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('older.csv')).toBeDefined();
  expect(screen.getByText('first.csv')).toBeDefined();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull());
});

it('discards a file that was not started', async () => {
  const asked = show(<MapColumns found={FOUND} />, { '/api/imports/i1/cancellation': FOUND });
  fireEvent.click(screen.getByRole('button', { name: 'Discard file' }));
  await waitFor(() => expect(asked).toContain('POST /api/imports/i1/cancellation'));
});
