import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { Database, Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { DEMO_SOURCE } from '#lib/core/event-store';
import {
  EVENT_FIELDS,
  foldTypes,
  foldValues,
  isAskable,
  keysOfExamples,
  valueExpression,
} from '#lib/events/catalog';
import type {
  DemoState,
  EventFilter,
  EventTypesAnswer,
  EventTypesQuery,
  PropertiesAnswer,
  PropertiesQuery,
  PropertyValues,
} from '#lib/events/catalog-schema';
import type { ImportDetail, ImportList } from '#lib/events/import/schema';
import { importDetail, importView } from '#lib/events/import/views';
import { ask } from '#lib/events/queries/ask';
import { eventTypesSql, propertyExamplesSql, propertyValuesSql } from '#lib/events/sql';
import type { EventImport } from '#prisma/generated/client';

const MOST_VALUES = 50;

/** The import of that id, or `not_found`. */
export async function loadImport(db: Database | Transaction, id: string): Promise<EventImport> {
  const row = await db.eventImport.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found', 'There is no such import.');
  return row;
}

/** All imports, the newest first; the cursor is the id of the last one of the page before. */
export async function listImports(
  ctx: Ctx,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<ImportList> {
  assertAllowed(ctx.actor, 'events.import');
  const rows = await ctx.db.eventImport.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const page = rows.slice(0, limit);
  return {
    imports: page.map((row) => importView(row, ctx.importer.progress(row.id))),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

export async function getImport(ctx: Ctx, id: string): Promise<ImportDetail> {
  assertAllowed(ctx.actor, 'events.import');
  const row = await loadImport(ctx.db, id);
  return importDetail(row, ctx.importer.progress(id), await ctx.importer.reasons(id));
}

/** The rejected rows as CSV; `not_found` when there are none. */
export async function getRejections(ctx: Ctx, id: string): Promise<ReadableStream<Uint8Array>> {
  assertAllowed(ctx.actor, 'events.import');
  await loadImport(ctx.db, id);
  const rejections = await ctx.importer.rejections(id);
  if (!rejections) throw new AppError('not_found', 'This import rejected no rows.');
  return rejections;
}

/** Event types and features of a period, for pickers. */
export async function listEventTypes(ctx: Ctx, query: EventTypesQuery): Promise<EventTypesAnswer> {
  assertAllowed(ctx.actor, 'analytics.read');
  const columns = {
    event_type: 'text',
    feature_name: 'text',
    events: 'integer',
    last_seen: 'number',
  } as const;
  const { rows, meta } = await ask(ctx, 'events.types', eventTypesSql(query), columns);
  return { ...foldTypes(rows), meta };
}

/** Property keys of a period, for pickers; with `property`, also how its values are spread. */
export async function listProperties(ctx: Ctx, query: PropertiesQuery): Promise<PropertiesAnswer> {
  assertAllowed(ctx.actor, 'analytics.read');
  const { property, ...period } = query;
  const examples = await ask(ctx, 'events.properties', propertyExamplesSql(period), { example: 'text' });
  return {
    properties: keysOfExamples(examples.rows.map(({ example }) => example)),
    fields: Object.keys(EVENT_FIELDS),
    detail: property === undefined ? null : await valuesOf(ctx, period, property),
    meta: examples.meta,
  };
}

async function valuesOf(ctx: Ctx, period: EventFilter, property: string): Promise<PropertyValues> {
  if (!isAskable(property)) {
    throw new AppError('invalid', 'A property with quotes or backslashes in its name cannot be asked for.');
  }
  const columns = { value_text: 'text', events: 'integer', total: 'integer', different: 'integer' } as const;
  // One more than is shown, because the missing ones take a row as well.
  const text = propertyValuesSql(period, valueExpression(property), MOST_VALUES + 1);
  const { rows } = await ask(ctx, 'events.property-values', text, columns);
  return foldValues(property, rows, MOST_VALUES);
}

/** Whether the demo data set is in the store. */
export async function getDemoState(ctx: Ctx): Promise<DemoState> {
  assertAllowed(ctx.actor, 'analytics.read');
  return { present: await ctx.events.hasSource(DEMO_SOURCE) };
}
