import type { Database } from '#lib/core/database';
import { sha256 } from '#lib/core/hash';
import { keyOf, MOST_GROUPS, MOST_SAMPLES, overflowOf, type RejectedGroup } from '#lib/events/rejected/tally';

/**
 * Adds counted refusals to what the database has of their hours, in one statement: all of them or none. An hour gets
 * at most MOST_GROUPS rows and one for all others; two processes that write at the same moment may each add that many.
 */
export async function writeGroups(db: Database, groups: RejectedGroup[]): Promise<void> {
  if (groups.length === 0) return;
  const hours = [...new Set(groups.map(({ hour }) => hour))].map((hour) => new Date(hour));
  const known = await db.rejectedEvents.findMany({
    where: { hour: { in: hours } },
    select: { id: true, hour: true, samples: true },
  });
  const rows = JSON.stringify([...merged(groups, known)].map(([id, group]) => rowOf(id, group)));
  await db.$executeRaw`
    INSERT INTO "RejectedEvents"
      ("id", "hour", "isBatch", "senderId", "senderName", "eventType", "reason", "count", "firstAt", "lastAt", "samples")
    SELECT "id", "hour", "isBatch", "senderId", "senderName", "eventType", "reason", "count", "firstAt", "lastAt",
      ARRAY(SELECT jsonb_array_elements_text("samples"))
    FROM jsonb_to_recordset(${rows}::jsonb) AS given("id" text, "hour" timestamptz, "isBatch" boolean, "senderId" text,
      "senderName" text, "eventType" text, "reason" text, "count" integer, "firstAt" timestamptz, "lastAt" timestamptz,
      "samples" jsonb)
    ON CONFLICT ("id") DO UPDATE SET
      "count" = "RejectedEvents"."count" + EXCLUDED."count",
      "lastAt" = greatest("RejectedEvents"."lastAt", EXCLUDED."lastAt"),
      "samples" = EXCLUDED."samples"`;
}

interface KnownRow {
  id: string;
  hour: Date;
  samples: string[];
}

/** The groups by the row that each adds to; those that their hour has no room for add to one row. */
function merged(groups: RejectedGroup[], known: KnownRow[]): Map<string, RejectedGroup> {
  const samples = new Map(known.map((row) => [row.id, row.samples]));
  const sizes = new Map<number, number>();
  const grow = (hour: number) => sizes.set(hour, (sizes.get(hour) ?? 0) + 1);
  for (const { hour } of known) grow(hour.getTime());
  const rows = new Map<string, RejectedGroup>();
  for (const group of groups) {
    const hasRoom = samples.has(idOf(group)) || (sizes.get(group.hour) ?? 0) < MOST_GROUPS;
    const kept = hasRoom ? group : overflowOf(group);
    const id = idOf(kept);
    if (!samples.has(id)) grow(group.hour);
    const all = [...(samples.get(id) ?? []), ...group.samples].slice(0, MOST_SAMPLES);
    samples.set(id, all);
    const before = rows.get(id);
    rows.set(id, { ...kept, ...(before ? sumOf(before, kept) : {}), samples: all });
  }
  return rows;
}

function sumOf(one: RejectedGroup, other: RejectedGroup) {
  return {
    count: one.count + other.count,
    firstAt: Math.min(one.firstAt, other.firstAt),
    lastAt: Math.max(one.lastAt, other.lastAt),
  };
}

function rowOf(id: string, group: RejectedGroup) {
  const iso = (time: number) => new Date(time).toISOString();
  return { id, ...group, hour: iso(group.hour), firstAt: iso(group.firstAt), lastAt: iso(group.lastAt) };
}

function idOf(group: RejectedGroup): string {
  return sha256(keyOf(group));
}
