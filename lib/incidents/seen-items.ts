import type { Verification, VerifiedFunction } from '#lib/changes/answers';
import type { Moved } from '#lib/changes/moves-of';
import { formatExact } from '#lib/core/format-time';
import type { HealthReading } from '#lib/core/health-probe';
import type { Live } from '#lib/core/live';
import { isAbout } from '#lib/functions/is-about';
import { calmSince } from '#lib/incidents/calm-since';
import type { SeenItemId } from '#lib/incidents/checklist';
import { type Finding, holds, notYet, unable } from '#lib/incidents/finding';
import type { Look } from '#lib/incidents/item-decision';
import type { NoticeState } from '#lib/incidents/notice-state';

/** The newest rollback of an incident, once it was begun. */
export interface Rollback {
  id: string;
  status: string;
  kind: string;
  /** The aliases that it moves; of a stack, those that it has moved. */
  moves: readonly Moved[];
  /** When its last alias was moved; null before. */
  movedAt: Date | null;
  verdict: Verification | null;
}

/** Everything that is looked at; what could not be read is null or absent, and never stands for anything. */
export interface Facts {
  functions: readonly string[];
  rollback: Rollback | null;
  /** Since when an incident without a rollback is mitigated. */
  mitigatedAt: Date | null;
  notices: readonly {
    kind: string;
    changeId: string | null;
    state: NoticeState;
    sentAt: Date | null;
    problem: string | null;
    channel: string;
  }[];
  live: Pick<Live, 'functions' | 'alarms' | 'points' | 'readAt'>;
  /** A reading for each function; null for one of which nobody said where to ask. */
  health: ReadonlyMap<string, HealthReading | null>;
}

/** Whether each item that the product can see for itself holds now. What is missing never makes one hold. */
export const SEEN_ITEMS: Record<SeenItemId, (facts: Facts) => Finding> = {
  notify_stakeholders: ({ notices }) => noticeFinding(notices.findLast(({ kind }) => kind === 'opened')),
  execute_rollback: executed,
  versions_updated: updated,
  health_ok: healthy,
  error_rate_ok: (facts) => {
    const since = mendedAt(facts);
    return unlessMended(facts) ?? calmSince(since ?? new Date(0), facts.functions, facts.live.points);
  },
  alarms_clear: clear,
  notify_complete: ({ notices, rollback, mitigatedAt }) =>
    noticeFinding(
      rollback === null
        ? notices.findLast(({ kind }) => kind === 'ended' && mitigatedAt !== null)
        : notices.findLast(({ kind, changeId }) => kind === 'ended' && changeId === rollback.id),
    ),
};

const MOVED = ['verifying', 'done'];

function executed({ rollback }: Facts): Finding {
  if (rollback === null) return notYet('No rollback was executed in this incident.');
  if (!MOVED.includes(rollback.status)) return notYet(`The rollback is ${rollback.status}.`);
  const said =
    rollback.kind === 'rollback' ? 'All aliases of the rollback are moved.' : 'The stack is taken back.';
  return holds(said, changeHref(rollback));
}

function updated({ rollback, live }: Facts): Finding {
  if (!rollback?.movedAt) return notYet('No rollback has moved its aliases.');
  if (rollback.moves.length === 0) return unable('The stack moved no alias, so no version can be read back.');
  const { movedAt, verdict } = rollback;
  const astray = rollback.moves.filter((move) => !isThere(move, movedAt, live, verdict));
  const problems = astray.flatMap((move) => foundOf(move, verdict)?.problem ?? []);
  if (problems.length > 0) return unable(problems.join(' '));
  if (astray.length > 0) {
    return notYet(`Not read back at the target yet: ${astray.map(({ function: name }) => name).join(', ')}.`);
  }
  const where = rollback.moves.map(({ function: name, toVersion }) => `${name} at version ${toVersion}`);
  return holds(`Read back: ${where.join(', ')}.`, changeHref(rollback));
}

function isThere(
  move: Moved,
  movedAt: Date,
  { functions }: Facts['live'],
  verdict: Verification | null,
): boolean {
  const seen = functions.get(move.function);
  if (seen && seen.readAt > movedAt) {
    const alias = seen.aliases.find(({ name }) => name === move.alias);
    return `${alias?.version}` === move.toVersion && alias?.second === null;
  }
  return foundOf(move, verdict)?.isAtTarget ?? false;
}

function foundOf(move: Moved, verdict: Verification | null): VerifiedFunction | undefined {
  return verdict?.functions.find((one) => one.function === move.function);
}

function healthy(facts: Facts): Finding {
  const { functions, health } = facts;
  const waiting = unlessMended(facts);
  if (waiting) return waiting;
  const unknown = functions.filter((name) => health.get(name) === null);
  if (unknown.length > 0) return unable(`No health endpoint is configured for ${unknown.join(', ')}.`);
  const sick = functions.filter((name) => !health.get(name)?.isHealthy);
  if (sick.length > 0) {
    return notYet(sick.map((name) => `${name}: ${health.get(name)?.why ?? 'It was not asked.'}`).join(' '));
  }
  return holds(`200 from ${functions.map((name) => health.get(name)?.url).join(', ')}.`, null);
}

function clear(facts: Facts): Finding {
  const { functions, live } = facts;
  const waiting = unlessMended(facts);
  if (waiting) return waiting;
  const since = mendedAt(facts);
  if (live.readAt === null || (since && live.readAt <= since))
    return notYet('The alarms were not read since.');
  const alarms = live.alarms.filter((alarm) => functions.some((name) => isAbout(alarm, name)));
  if (alarms.length === 0) return unable(`No alarm watches ${functions.join(', ')}.`);
  const red = alarms.filter(({ state }) => state !== 'OK');
  if (red.length > 0) {
    const said = red.map(({ name, state }) => `${name} ${state === 'ALARM' ? 'is red' : 'has no data'}`);
    return notYet(`${said.join(', ')}.`);
  }
  return holds(`All ${alarms.length} alarms are clear, read ${formatExact(live.readAt)}.`, '/live');
}

function noticeFinding(notice: Facts['notices'][number] | undefined): Finding {
  if (!notice) return notYet('There is nothing to tell yet.');
  const { state, sentAt, problem, channel } = notice;
  if (state === 'sent' && sentAt) return holds(`${channel} was told ${formatExact(sentAt)}.`, null);
  if (state === 'kept') return unable('No Slack webhook is configured, so nobody was told.');
  if (state === 'failed') return unable(`${channel} was not told. ${problem ?? ''}`.trim());
  return notYet(`${channel} is not told yet. ${problem ?? 'It is on its way.'}`);
}

/** Since when it should be well: since the rollback, or where there was none since somebody called it mitigated. */
function mendedAt({ rollback, mitigatedAt }: Facts): Date | null {
  return rollback === null ? mitigatedAt : rollback.movedAt;
}

function unlessMended(facts: Facts): Look | null {
  if (facts.functions.length === 0) return unable('The incident names no function.');
  if (mendedAt(facts) !== null) return null;
  return notYet(
    facts.rollback === null
      ? 'Nothing was rolled back, and the incident is not mitigated.'
      : 'The rollback has not moved its aliases.',
  );
}

function changeHref({ id }: Rollback): string {
  return `/changes/${id}`;
}
