import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FeatureEditor } from '#components/features/feature-editor';
import type { SavedFeature } from '#lib/adoption/answers';
import { draftOf, NEW_FEATURE } from '#lib/adoption/feature-draft';
import { FeatureDefinition } from '#lib/adoption/schema';

const SHOP: SavedFeature = {
  id: '00000000-0000-4000-8000-000000000001',
  key: 'shop',
  name: 'Shop',
  definition: FeatureDefinition.parse({}),
  funnelId: null,
  version: 1,
  createdBy: 'Ana',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'Ana',
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const NO_EVENTS = { features: [], typesFor: () => [], isLoading: false };

const server = vi.fn<(method: string, path: string, body: unknown) => Response>();

beforeEach(() => {
  server.mockReset();
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    if (path.startsWith('/api/funnels')) return Response.json({ funnels: [], nextCursor: null });
    return server(method ?? 'GET', path, body === undefined ? null : JSON.parse(String(body)));
  });
  // The test's browser has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
});

function show(saved: SavedFeature | null) {
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FeatureEditor
        saved={saved}
        initial={saved ? draftOf(saved) : NEW_FEATURE}
        catalog={NO_EVENTS}
        onClose={onClose}
      />
    </QueryClientProvider>,
  );
  return onClose;
}

async function press(name: string) {
  await act(async () => fireEvent.click(screen.getByRole('button', { name })));
}

describe('the form of a feature', () => {
  it('says what is missing before it asks the server', async () => {
    show(null);
    await press('Define feature');
    expect(screen.getByText('Give it a name.')).toBeDefined();
    expect(screen.getByText('Say which feature name its events carry.')).toBeDefined();
    expect(server).not.toHaveBeenCalled();
  });

  it('sends the version it began with, and closes', async () => {
    server.mockReturnValue(Response.json({ ...SHOP, name: 'Store', version: 2 }));
    const onClose = show(SHOP);
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Store' } });
    await press('Save feature');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(server).toHaveBeenCalledWith(
      'PUT',
      `/api/features/${SHOP.id}`,
      expect.objectContaining({ name: 'Store', version: 1, key: 'shop' }),
    );
  });

  it('shows what somebody else changed, keeps both, and saves over the newer version when asked again', async () => {
    const theirs = {
      ...SHOP,
      version: 2,
      updatedBy: 'Ben',
      definition: FeatureDefinition.parse({ use: ['go'] }),
    };
    server.mockImplementation((method, _, body) => {
      if (method === 'GET') return Response.json(theirs);
      const isOld = (body as { version: number }).version === 1;
      return isOld
        ? Response.json({ code: 'conflict', detail: 'newer' }, { status: 409 })
        : Response.json({ ...theirs, version: 3 });
    });
    const onClose = show(SHOP);
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Store' } });
    await press('Save feature');
    expect(await screen.findByText(/Ben saved a newer version/)).toBeDefined();
    expect(screen.getByText(/Used it: “use” became “go”, and does so in the form./)).toBeDefined();
    expect(onClose).not.toHaveBeenCalled();
    await press('Save feature');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(server).toHaveBeenLastCalledWith(
      'PUT',
      expect.any(String),
      expect.objectContaining({
        name: 'Store',
        version: 2,
        definition: expect.objectContaining({ use: ['go'] }),
      }),
    );
  });

  it('says why it was refused where nobody was faster', async () => {
    server.mockImplementation((method) =>
      method === 'GET'
        ? Response.json(SHOP)
        : Response.json({ code: 'conflict', detail: 'Another feature has this key.' }, { status: 409 }),
    );
    const onClose = show(SHOP);
    await press('Save feature');
    expect(await screen.findByText('Another feature has this key.')).toBeDefined();
    expect(onClose).not.toHaveBeenCalled();
  });
});
