import path from 'node:path';
import { type AnchorPlace, AnchorQueue } from '#lib/adapters/audit-anchors/anchor-queue';
import { filePlace } from '#lib/adapters/audit-anchors/file-place';
import { s3Place } from '#lib/adapters/audit-anchors/s3-place';
import { webhookPlace } from '#lib/adapters/audit-anchors/webhook-place';
import type { AuditAnchors, KeptHead } from '#lib/core/audit-anchors';
import type { Log } from '#lib/core/ctx';
import type { Env } from '#lib/core/env';

type Places = Pick<Env, 'FLIGHTDECK_DATA' | 'AUDIT_ANCHOR_S3' | 'AUDIT_ANCHOR_WEBHOOK'>;

/** Keeps heads in `audit-anchors.ndjson` of the data folder and wherever else the configuration says. */
export function openAnchors(env: Places, log: Pick<Log, 'warn'>): AuditAnchors {
  return anchorsIn(placesOf(env), log);
}

function placesOf(env: Places): AnchorPlace[] {
  const places = [filePlace(path.resolve(env.FLIGHTDECK_DATA, 'audit-anchors.ndjson'))];
  if (env.AUDIT_ANCHOR_S3) places.push(s3Place(env.AUDIT_ANCHOR_S3));
  if (env.AUDIT_ANCHOR_WEBHOOK) places.push(webhookPlace(env.AUDIT_ANCHOR_WEBHOOK));
  return places;
}

function anchorsIn(places: AnchorPlace[], log: Pick<Log, 'warn'>): AuditAnchors {
  const queues = places.map((place) => new AnchorQueue(place, log));
  return {
    keep: (head) => {
      for (const queue of queues) queue.push(head);
    },
    read: () => readAll(places),
    settled: async () => {
      await Promise.all(queues.map((queue) => queue.settled()));
    },
  };
}

async function* readAll(places: AnchorPlace[]): AsyncIterable<KeptHead> {
  for (const place of places) {
    for await (const head of place.read?.() ?? []) yield { ...head, place: place.name };
  }
}
