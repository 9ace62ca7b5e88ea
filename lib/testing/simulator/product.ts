import { planChange } from '#lib/changes/commands/plan-change';
import { pruneDaily } from '#lib/changes/commands/prune-daily';
import { resumeChanges } from '#lib/changes/commands/run-change';
import { startChange } from '#lib/changes/commands/start-change';
import { emptySight, lookRound } from '#lib/functions/commands/look-round';

/** What a schedule runs: the product's own services, or those of a copy with a fault in it. */
export const PRODUCT = { planChange, startChange, resumeChanges, pruneDaily, emptySight, lookRound };

export type Product = typeof PRODUCT;
