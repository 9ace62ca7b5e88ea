import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ChartFrame } from '#components/charts/chart-frame';
import { useAnnouncedTimes } from '#components/charts/chart-times';
import { MarkerHead } from '#components/charts/marker-head';
import type { TimeMarker } from '#components/charts/time-marker';
import {
  type MarkerSource,
  type TimeMarking,
  TimeMarkingContext,
  useTimeMarkers,
} from '#components/charts/time-marking';
import { ToastProvider } from '#components/ui/toast';

const STARTS = ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];
const PRESS: TimeMarker = {
  id: '1',
  kind: 'Note',
  time: null,
  day: '2026-03-03',
  label: 'press',
  href: null,
  by: 'Ana',
};
const DATA = { head: ['Day', 'Users'], rows: STARTS.map((start) => [start.slice(0, 10), 1]) };

function source(markers: TimeMarker[] | Error): MarkerSource {
  return ({ from, to }) => ({
    queryKey: ['test', from, to],
    queryFn: () => (markers instanceof Error ? Promise.reject(markers) : Promise.resolve(markers)),
    staleTime: 0,
  });
}

/** Stands for a chart: Recharts draws nothing where there is no size. */
function Plot() {
  useAnnouncedTimes(STARTS);
  const placed = useTimeMarkers(STARTS);
  return <p>{placed.map(({ start, markers }) => `${start} ${markers[0]?.label}`).join()}</p>;
}

function show(marking: TimeMarking) {
  const client = new QueryClient();
  return render(
    <QueryClientProvider client={client}>
      <ToastProvider>
        <TimeMarkingContext value={marking}>
          <ChartFrame title="Users" sentence="Users by day." data={DATA}>
            <Plot />
          </ChartFrame>
        </TimeMarkingContext>
      </ToastProvider>
    </QueryClientProvider>,
  );
}

it('draws what is known of its time, names it in words, and beside the rows of its table', async () => {
  show({ sources: [source([PRESS])], onAdd: null, onOpen: null });
  expect(await screen.findByText(`${STARTS[1]} press`)).toBeTruthy();
  expect(screen.getByText('Note, 3 Mar 2026: press')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Table' }));
  expect(screen.getByRole('columnheader', { name: 'Notes' })).toBeTruthy();
  expect(screen.getByRole('cell', { name: 'press' })).toBeTruthy();
});

it('is a chart like any other when its markers cannot be read', async () => {
  show({ sources: [source(new Error('no'))], onAdd: null, onOpen: null });
  fireEvent.click(screen.getByRole('button', { name: 'Table' }));
  expect(screen.queryByRole('columnheader', { name: 'Notes' })).toBeNull();
});

it('offers a note on its last day to those who may add one', () => {
  const onAdd = vi.fn();
  show({ sources: [], onAdd, onOpen: null });
  fireEvent.click(screen.getByRole('button', { name: 'Export Users' }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'Add a note on time…' }));
  expect(onAdd).toHaveBeenCalledWith('2026-03-03');
});

it('opens by keyboard', () => {
  const onOpen = vi.fn();
  render(
    <svg>
      <title>chart</title>
      <MarkerHead markers={[PRESS, { ...PRESS, id: '2' }]} onOpen={onOpen} />
    </svg>,
  );
  fireEvent.keyDown(screen.getByRole('button', { name: 'Note: press; Note: press' }), { key: 'Enter' });
  expect(onOpen).toHaveBeenCalledTimes(1);
  expect(screen.getByText('2')).toBeTruthy();
});
