import { featurePath, NEW_VIEW, viewLink } from '#lib/adoption/url-state';
import type { Ctx } from '#lib/core/ctx';
import type { DigestAnswer, DigestItem, DigestWeek } from '#lib/dashboards/digest-answers';
import type { Reading } from '#lib/dashboards/digest-readings';
import { sayingsOf } from '#lib/dashboards/digest-sentence';
import { digestWeek } from '#lib/dashboards/digest-week';
import { DigestReader } from '#lib/dashboards/queries/digest-reader';
import { getDashboard } from '#lib/dashboards/queries/saved-dashboards';
import type { DigestQuery, Tile } from '#lib/dashboards/schema';
import { tileDefinition } from '#lib/dashboards/tile-definition';
import { tileTitle } from '#lib/dashboards/tile-title';
import type { SavedFunnel } from '#lib/funnels/answers';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';
import { funnelLink } from '#lib/funnels/url-state';

/** What the tiles name, as it is now. */
interface Named {
  funnels: Map<string, SavedFunnel>;
  /** Names by key. */
  features: Map<string, string>;
}

/** A dashboard in words and pictures: each tile over one week of a zone beside the week before. */
export async function weeklyDigest(ctx: Ctx, id: string, query: DigestQuery): Promise<DigestAnswer> {
  const { name, definition } = await getDashboard(ctx, id);
  const timeZone = query.timeZone ?? definition.timeZone;
  const week = digestWeek(query.week, ctx.now, timeZone);
  const named = await namedBy(ctx, definition.tiles);
  const reader = new DigestReader(ctx, week, timeZone);
  const readings = await Promise.all(definition.tiles.map((tile) => readingOf(reader, tile, named)));
  const sayings = sayingsOf(
    readings.flatMap((reading) => reading?.figures ?? []),
    week.isOver,
  );
  let next = 0;
  const items = definition.tiles.map((tile, index) => {
    const reading = readings[index] ?? null;
    const own = sayings.slice(next, next + (reading?.figures.length ?? 0));
    next += own.length;
    return itemOf(tile, named, reading, own, { week, timeZone });
  });
  const { dataThrough } = await ctx.warehouse.state(week.firstDay, week.lastDay);
  return { dashboard: { id, name }, timeZone, week, items, computedAt: ctx.now.toISOString(), dataThrough };
}

async function namedBy(ctx: Ctx, tiles: Tile[]): Promise<Named> {
  const ids = tiles.flatMap((tile) => (tile.kind === 'funnel' ? [tile.funnelId] : []));
  const funnels = await ctx.db.funnel.findMany({ where: { id: { in: ids } } });
  const features = await ctx.db.feature.findMany();
  return {
    funnels: new Map(funnels.map((row) => [row.id, savedFunnelOf(row)])),
    features: new Map(features.map(({ key, name }) => [key, name])),
  };
}

/** Null when what the tile shows was deleted; a text has nothing to read. */
async function readingOf(reader: DigestReader, tile: Tile, named: Named): Promise<Reading | null> {
  if (isGone(tile, named)) return null;
  switch (tile.kind) {
    case 'funnel': {
      const funnel = named.funnels.get(tile.funnelId);
      return funnel ? reader.funnel(funnel.definition) : null;
    }
    case 'metric':
      return reader.metric(tile);
    case 'retention':
      return reader.retention(tile);
    case 'stickiness':
      return reader.stickiness(tile);
    case 'lifecycle':
      return reader.lifecycle(tile);
    case 'text':
      return { figures: [], words: [tile.text], picture: null };
  }
}

function isGone(tile: Tile, { funnels, features }: Named): boolean {
  if (tile.kind === 'funnel') return !funnels.has(tile.funnelId);
  return 'feature' in tile && tile.feature !== undefined && !features.has(tile.feature);
}

function itemOf(
  tile: Tile,
  { funnels, features }: Named,
  reading: Reading | null,
  sayings: DigestItem['sayings'],
  span: { week: DigestWeek; timeZone: string },
): DigestItem {
  const funnel = tile.kind === 'funnel' ? funnels.get(tile.funnelId) : undefined;
  const feature = 'feature' in tile && tile.feature !== undefined ? features.get(tile.feature) : undefined;
  const words = (reading?.words ?? []).map((sentence) => ({ verdict: null, sentence }));
  return {
    tileId: tile.id,
    kind: tile.kind,
    title: tileTitle(tile, { funnel: funnel?.name, feature }),
    definition: tileDefinition(tile, funnel?.definition ?? null),
    sayings: [...sayings, ...words],
    isGone: reading === null,
    picture: reading?.picture ?? null,
    href: reading === null ? null : hrefOf(tile, span),
  };
}

/** Where the same week can be looked into. */
function hrefOf(tile: Tile, { week, timeZone }: { week: DigestWeek; timeZone: string }): string | null {
  const range = `${week.firstDay}..${week.lastDay}`;
  if (tile.kind === 'funnel') return funnelLink(tile.funnelId, { range, timeZone }, { cut: '1' });
  if ('feature' in tile && tile.feature !== undefined) {
    return viewLink(featurePath(tile.feature), { ...NEW_VIEW, range, timeZone });
  }
  return tile.kind === 'text' ? null : viewLink('/adoption', { ...NEW_VIEW, range, timeZone });
}
