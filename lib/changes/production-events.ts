import type { ProductionEvent, SavedChange } from '#lib/changes/answers';
import { deedOf } from '#lib/changes/deed-of';
import type { FunctionConfiguration } from '#lib/core/functions';
import { changedBetween } from '#lib/functions/changed-between';

/** A move of an alias that was made elsewhere; null is `$LATEST`. */
export interface OutsideMove {
  id: string;
  functionName: string;
  alias: string;
  /** Undefined where it is not known. */
  fromVersion: number | null | undefined;
  toVersion: number | null;
  seenAt: Date;
}

/** What a version runs with, as far as it was read. */
export type ConfigurationOf = (functionName: string, version: number) => FunctionConfiguration | undefined;

/** A change that was begun, as one line among all that happened. */
export function eventOfChange(change: SavedChange, configurationOf: ConfigurationOf): ProductionEvent {
  const { id, kind, environment, status, verdict, requestedBy, startedAt, createdAt } = change;
  const details = detailsOf(change, configurationOf);
  return {
    id,
    at: startedAt ?? createdAt,
    kind,
    sentence: `${deedOf(change)} in ${environment}`,
    state: verdict?.verdict ?? status,
    by: requestedBy.name,
    details,
    href: `/changes/${id}`,
  };
}

function detailsOf(change: SavedChange, configurationOf: ConfigurationOf): string[] {
  if (change.kind === 'deploy') return change.plan.flatMap(({ changed }) => changed);
  if (change.kind !== 'rollback' && change.kind !== 'forward') return [];
  return change.plan.flatMap(({ function: name, fromVersion, toVersion }) =>
    differences(name, Number(fromVersion), Number(toVersion), configurationOf),
  );
}

/** A move from outside, as one line among all that happened. */
export function eventOfMove(move: OutsideMove, configurationOf: ConfigurationOf): ProductionEvent {
  const { id, functionName, alias, fromVersion, toVersion, seenAt } = move;
  const from = fromVersion === undefined ? '' : ` from ${versionWords(fromVersion)}`;
  return {
    id,
    at: seenAt.toISOString(),
    kind: 'moved-outside',
    sentence: `${alias} of ${functionName} moved${from} to ${versionWords(toVersion)}`,
    state: null,
    by: 'outside of Flightdeck',
    details:
      fromVersion && toVersion ? differences(functionName, fromVersion, toVersion, configurationOf) : [],
    href: `/live?function=${encodeURIComponent(functionName)}`,
  };
}

function versionWords(version: number | null): string {
  return version === null ? '$LATEST' : `version ${version}`;
}

function differences(name: string, from: number, to: number, configurationOf: ConfigurationOf): string[] {
  const [earlier, later] = [configurationOf(name, from), configurationOf(name, to)];
  return earlier && later ? changedBetween(later, earlier) : [];
}
