import type { MetricName } from '#lib/dashboards/metrics';
import type { Tile } from '#lib/dashboards/schema';

export type TileKind = Tile['kind'];

/** A tile while it is written: every field of every kind, so that choosing another kind forgets nothing. */
export interface TileForm {
  kind: TileKind;
  title: string;
  width: Tile['width'];
  funnelId: string | null;
  funnelView: 'columns' | 'conversion' | 'trend';
  /** Null for all users, where a kind allows that. */
  feature: string | null;
  metric: MetricName;
  metricView: 'number' | 'chart';
  interval: 'day' | 'week' | 'month';
  retentionView: 'triangle' | 'curve';
  text: string;
}

export const NEW_TILE: TileForm = {
  kind: 'metric',
  title: '',
  width: 'half',
  funnelId: null,
  funnelView: 'columns',
  feature: null,
  metric: 'adoptionRate',
  metricView: 'number',
  interval: 'week',
  retentionView: 'triangle',
  text: '',
};

/** A tile as the form shows it. */
export function formOf(tile: Tile): TileForm {
  const head = { ...NEW_TILE, kind: tile.kind, title: tile.title ?? '', width: tile.width };
  switch (tile.kind) {
    case 'funnel':
      return { ...head, funnelId: tile.funnelId, funnelView: tile.view };
    case 'metric':
      return { ...head, feature: tile.feature, metric: tile.metric, metricView: tile.view };
    case 'retention':
      return { ...head, feature: tile.feature, interval: tile.interval, retentionView: tile.view };
    case 'stickiness':
      return { ...head, feature: tile.feature ?? null };
    case 'lifecycle':
      return { ...head, feature: tile.feature ?? null, interval: tile.interval };
    case 'text':
      return { ...head, text: tile.text };
  }
}

/** The tile that a form describes; null while something is missing. */
export function tileOf(form: TileForm, id: string): Tile | null {
  const { kind, width, funnelId, feature, interval } = form;
  const title = form.title.trim();
  const head = { id, width, ...(title === '' ? {} : { title }) };
  const about = feature === null ? {} : { feature };
  switch (kind) {
    case 'funnel':
      return funnelId === null ? null : { ...head, kind, funnelId, view: form.funnelView };
    case 'metric':
      return feature === null ? null : { ...head, kind, feature, metric: form.metric, view: form.metricView };
    case 'retention':
      return feature === null ? null : { ...head, kind, feature, interval, view: form.retentionView };
    case 'stickiness':
      return { ...head, kind, ...about };
    case 'lifecycle':
      return { ...head, kind, ...about, interval };
    case 'text':
      return form.text.trim() === '' ? null : { ...head, kind, text: form.text.trim() };
  }
}
