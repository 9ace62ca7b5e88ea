import type { Intent } from '#lib/changes/journal';
import type { StoredStep } from '#lib/changes/journal-port';
import { OWN_MARK } from '#lib/functions/own-mark';

/** What a deploy is about to do. */
export type DeployIntent =
  /** Reads what is red already, and what the health endpoint says. */
  | { kind: 'note_alarms' }
  | { kind: 'back_up'; table: string }
  /** `revisionId` is what the call carries; so in all that follow. */
  | { kind: 'update'; revisionId: string }
  | { kind: 'publish'; revisionId: string }
  /** Calls the new version before it has traffic. */
  | { kind: 'try'; version: number }
  | (Intent & { kind: 'move'; percent: number })
  | { kind: 'watch'; percent: number; minutes: number }
  | (Intent & { kind: 'undo' });

export type DeployStep = StoredStep<DeployIntent>;

/** A step of one kind. */
export type StepOf<K extends DeployIntent['kind']> = StoredStep<Extract<DeployIntent, { kind: K }>>;

/** The steps of one kind that were done, in order. */
export function doneSteps<K extends DeployIntent['kind']>(
  journal: readonly DeployStep[],
  kind: K,
): StepOf<K>[] {
  return journal.filter((step): step is StepOf<K> => step.intent.kind === kind && step.outcome === 'done');
}

/** Ends the description of a version that was published by a change, so that it is recognised when the answer is lost. */
export function versionMarkOf(changeId: string): string {
  return `${OWN_MARK} ${changeId}`;
}

const MOST_CHARACTERS = 256;

/** The whole description of a version: what people said of it, and the mark. */
export function versionDescription(said: string, changeId: string): string {
  const mark = versionMarkOf(changeId);
  const room = MOST_CHARACTERS - mark.length - 1;
  return `${said.slice(0, room)} ${mark}`.trim();
}

/** The number of the version that a deploy made; null before it did. */
export function publishedVersion(journal: readonly DeployStep[]): number | null {
  const result = doneSteps(journal, 'publish').at(-1)?.result;
  return isRecord(result) && typeof result.version === 'number' ? result.version : null;
}

/** The revision of `$LATEST` after an update has settled; null where none was needed. */
export function settledRevision(journal: readonly DeployStep[]): string | null {
  const result = doneSteps(journal, 'update').at(-1)?.result;
  return isRecord(result) && typeof result.revisionId === 'string' ? result.revisionId : null;
}

/** What was so before the deploy, and therefore does not count against it. */
export interface Baseline {
  red: string[];
  /** Whether the health endpoint was well; null where none is configured. */
  isHealthy: boolean | null;
}

export function baselineOf(journal: readonly DeployStep[]): Baseline {
  const result = doneSteps(journal, 'note_alarms').at(-1)?.result;
  if (!isRecord(result)) return { red: [], isHealthy: null };
  const { red, isHealthy } = result;
  return {
    red: Array.isArray(red) ? red.filter((name) => typeof name === 'string') : [],
    isHealthy: typeof isHealthy === 'boolean' ? isHealthy : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
