import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DashboardPage } from '#components/dashboards/dashboard-page';
import { ToastProvider } from '#components/ui/toast';
import { savedFeaturesOptions } from '#lib/adoption/client';
import type { SavedDashboard } from '#lib/dashboards/answers';
import { savedDashboardOptions } from '#lib/dashboards/client';
import { Tile } from '#lib/dashboards/schema';
import { savedFunnelsOptions } from '#lib/funnels/client';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: vi.fn() }) }));

const ID = '00000000-0000-4000-8000-0000000000d1';
const NOW = Date.parse('2026-03-02T09:00:00Z');
const tile = (n: number, text: string) =>
  Tile.parse({ id: `00000000-0000-4000-8000-00000000000${n}`, kind: 'text', title: text, text: `${text}!` });
const saved = (version: number, tiles: Tile[], updatedBy = 'Ana'): SavedDashboard => ({
  id: ID,
  name: 'Monday',
  definition: { range: '28d', timeZone: 'UTC', tiles },
  version,
  createdBy: 'Ana',
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedBy,
  updatedAt: '2026-03-01T09:00:00.000Z',
});
const THREE = [tile(1, 'One'), tile(2, 'Two'), tile(3, 'Three')];

interface Sent {
  method: string;
  path: string;
  body: Pick<SavedDashboard, 'name' | 'version' | 'definition'>;
}
let sent: Sent[];
/** What the server holds; a save of an older version is refused. */
let held: SavedDashboard;

beforeEach(() => {
  sent = [];
  held = saved(1, THREE);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (!path.includes('/dashboards')) return new Promise(() => {});
    if (init.method === 'GET') return Response.json(held);
    const body = JSON.parse(String(init.body)) as Sent['body'];
    sent.push({ method: init.method ?? '', path, body });
    if (init.method === 'PUT' && body.version !== held.version) {
      return Response.json({ code: 'conflict', detail: 'Ben saved a newer version.' }, { status: 409 });
    }
    held = { ...held, ...body, version: held.version + 1 };
    return Response.json(held);
  });
});

function open({ mayEdit = true, search = '' } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(savedDashboardOptions(ID).queryKey, held);
  client.setQueryData(savedFunnelsOptions().queryKey, { funnels: [], nextCursor: null });
  client.setQueryData(savedFeaturesOptions().queryKey, { features: [], nextCursor: null });
  const onUrlUpdate = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={search} onUrlUpdate={onUrlUpdate} hasMemory>
        <ToastProvider>
          <DashboardPage id={ID} now={NOW} mayEdit={mayEdit} />
        </ToastProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return { onUrlUpdate };
}

const tiles = () => within(screen.getByRole('list', { name: 'Tiles' })).getAllByRole('listitem');
const order = () => tiles().map((one) => one.getAttribute('aria-label'));
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the order of tiles', () => {
  it('changes by the buttons of a tile; the focus goes with it, and it is said', () => {
    open();
    press('Edit');
    screen.getByRole('button', { name: 'Move One down' }).focus();
    press('Move One down');
    expect(order()).toEqual(['Two', 'One', 'Three']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move One down');
    expect(screen.getByText('One is now tile 2 of 3.')).toBeDefined();
    press('Move One down');
    expect(order()).toEqual(['Two', 'Three', 'One']);
    // At its end a button cannot keep the focus: the other way can.
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move One up');
  });

  it('changes with Alt and an arrow from anywhere in the tile, and ends at the ends', () => {
    open();
    press('Edit');
    const change = screen.getByRole('button', { name: 'Change Three' });
    change.focus();
    fireEvent.keyDown(change, { key: 'ArrowUp', altKey: true });
    expect(order()).toEqual(['One', 'Three', 'Two']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Change Three');
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp', altKey: true });
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp', altKey: true });
    expect(order()).toEqual(['Three', 'One', 'Two']);
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' });
    expect(order()).toEqual(['Three', 'One', 'Two']);
  });

  it('cannot be changed while a dashboard is read', () => {
    open();
    fireEvent.keyDown(tiles()[0] as Element, { key: 'ArrowDown', altKey: true });
    expect(order()).toEqual(['One', 'Two', 'Three']);
    expect(screen.queryByRole('toolbar')).toBeNull();
  });
});

describe('a tile that was removed', () => {
  it('comes back to its place, even after other changes', () => {
    open();
    press('Edit');
    press('Remove Two');
    expect(order()).toEqual(['One', 'Three']);
    press('Move Three up');
    press('Undo');
    expect(order()).toEqual(['Three', 'Two', 'One']);
  });

  it('comes back nowhere once the editing has ended', () => {
    open();
    press('Edit');
    press('Remove Two');
    press('Cancel');
    press('Undo');
    expect(order()).toEqual(['One', 'Two', 'Three']);
    expect(screen.queryByRole('button', { name: 'Save dashboard' })).toBeNull();
  });
});

describe('a tile whose funnel was deleted', () => {
  it('says so, and can be removed by those who may', async () => {
    held = saved(1, [Tile.parse({ id: THREE[0]?.id, kind: 'funnel', funnelId: ID }), tile(2, 'Two')]);
    open();
    expect(screen.getByText(/funnel of this tile was deleted/)).toBeDefined();
    press('Remove the tile');
    expect(order()).toEqual(['Two']);
    press('Save dashboard');
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body.definition.tiles.map(({ id }) => id)).toEqual([THREE[1]?.id]);
  });

  it('says so to those who only read', () => {
    held = saved(1, [Tile.parse({ id: THREE[0]?.id, kind: 'metric', feature: 'x', metric: 'referral' })]);
    open({ mayEdit: false });
    expect(screen.getByText(/feature of this tile was deleted/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Remove the tile' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
});

describe('saving', () => {
  it('sends the version that the edit was made from', async () => {
    open();
    press('Edit');
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: ' Tuesday ' } });
    press('Save dashboard');
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Tuesday'));
    expect(sent).toMatchObject([{ method: 'PUT', body: { name: 'Tuesday', version: 1 } }]);
    expect(screen.queryByRole('button', { name: 'Save dashboard' })).toBeNull();
  });

  it('shows what somebody else saved meanwhile, and loses nothing', async () => {
    open();
    press('Edit');
    press('Remove Two');
    held = saved(2, [...THREE, tile(4, 'Four')], 'Ben');
    press('Save dashboard');
    expect(await screen.findByText(/Ben saved a newer version/)).toBeDefined();
    expect(order()).toEqual(['One', 'Three']);
    expect(screen.getByText('It has the tile “Four”; yours does not.')).toBeDefined();
    expect(screen.getByText('It has the tile “Two”; yours does not.')).toBeDefined();
    press('Put mine in place of theirs');
    await waitFor(() => expect(screen.queryByText(/Ben saved a newer version/)).toBeNull());
    expect(sent.map(({ body }) => body.version)).toEqual([1, 2]);
    expect(held.definition.tiles).toHaveLength(2);
  });

  it('can take theirs, and go back to mine', async () => {
    open();
    press('Edit');
    press('Move One down');
    held = saved(2, [tile(4, 'Four')], 'Ben');
    press('Save dashboard');
    await screen.findByText(/Ben saved a newer version/);
    press('Take theirs');
    expect(order()).toEqual(['Four']);
    press('Undo');
    expect(order()).toEqual(['Two', 'One', 'Three']);
    press('Save mine as a new dashboard');
    await waitFor(() =>
      expect(sent.at(-1)).toMatchObject({ method: 'POST', body: { name: 'Monday (mine)' } }),
    );
  });
});

describe('the link', () => {
  it('changes what is read and not what is saved', () => {
    open({ search: '?range=7d&tz=Asia/Tokyo' });
    expect(screen.getByText(/Shows the last 7 days, days of Asia\/Tokyo\. Changed/)).toBeDefined();
    press('As saved');
    expect(screen.getByText(/Shows the last 28 days, days of UTC\. Changed/)).toBeDefined();
    expect(sent).toEqual([]);
  });

  it('steps back while the dashboard is edited, and comes again', () => {
    open({ search: '?range=7d' });
    press('Edit');
    expect(screen.getByText(/Shows the last 28 days, days of UTC\. Changed/)).toBeDefined();
    press('Cancel');
    expect(screen.getByText(/Shows the last 7 days, days of UTC\. Changed/)).toBeDefined();
  });

  it('opens a new dashboard for editing, for those who may', async () => {
    const { onUrlUpdate } = open({ search: '?edit=true' });
    expect(await screen.findByRole('button', { name: 'Save dashboard' })).toBeDefined();
    await waitFor(() => expect(onUrlUpdate).toHaveBeenCalled());
    expect(onUrlUpdate.mock.lastCall?.[0].queryString).toBe('');
  });
});
