import { type AuditLink, faultOf } from '#lib/audit/chain';
import { toLink } from '#lib/audit/rows';
import type { World } from '#lib/testing/simulator/world';
import type {
  AliasMove,
  AuditEntry,
  Change,
  ChangeEvent,
  ChangeStep,
  Incident,
  IncidentNotice,
} from '#prisma/generated/client';

const ENDED = ['planned', 'done', 'failed', 'split', 'cancelled'];
const MOVES = ['move', 'undo'];

/** Whoever drove the changes has let go of them, so each must have ended. */
export function checkEnded({ memory, watch }: World): void {
  for (const { id, status } of memory.rows<{ id: string; status: string }>('change')) {
    if (!ENDED.includes(status)) watch.report('every change ends', `${id} is ${status}.`);
  }
  watch.afterStep();
}

/** What must be true when nothing is under way any more. */
export function checkEnd(world: World): void {
  const { memory, watch } = world;
  checkEnded(world);
  const [taken] = memory.rows<{ target: string }>('activeTarget');
  if (taken) watch.report('nothing stays taken', `${taken.target} is.`);
  checkMoves(world);
  checkIncidents(world);
  checkJournal(world);
  checkAfterRollback(world);
  watch.alarms.checkEnd();
  watch.deploys.checkEnd();
  watch.afterStep();
}

/** Late arrivals included: what a change moved is at its target by a change that is through, or was told of by name. */
function checkMoves({ memory, watch, lambda }: World): void {
  const events = memory.rows<ChangeEvent>('changeEvent');
  for (const change of watch.changes()) {
    for (const item of change.plan.filter((one) => watch.isMovedBy(change.id, one))) {
      const isWhole = lambda.alias(item.function, item.alias).second === null;
      if (change.status === 'done' && isWhole) continue;
      const isTold = events.some(
        ({ changeId, kind, sentence }) =>
          changeId === change.id &&
          kind === 'split' &&
          (change.plan.length === 1 || sentence.includes(item.function)),
      );
      if (!isTold)
        watch.report('all back or told', `${item.function} is moved by ${change.id}, ${change.status}.`);
    }
  }
}

/** What is split stands in an incident that nobody has closed, though a later rollback may have helped, and was told. */
function checkIncidents({ memory, watch }: World): void {
  const incidents = memory.rows<Incident>('incident');
  const notices = memory.rows<IncidentNotice>('incidentNotice');
  for (const { id, kind, status, incidentId } of memory.rows<Change>('change')) {
    if (kind !== 'rollback' || status !== 'split') continue;
    const isOpen = incidents.some((one) => one.id === incidentId && one.status !== 'closed');
    const isTold = notices.some((one) => one.changeId === id && one.kind === 'ended');
    if (!isOpen || !isTold) watch.report('a split is an open incident', id);
  }
}

function checkJournal({ memory, watch }: World): void {
  const links = memory.rows<AuditEntry>('auditEntry').map(toLink);
  checkChain(links, (said) => watch.report('audit matches the journal', said));
  const kinds = new Map(
    memory.rows<{ id: string; kind: string }>('change').map(({ id, kind }) => [id, kind]),
  );
  const ledger = memory.rows<AliasMove>('aliasMove');
  for (const step of memory.rows<ChangeStep>('changeStep')) {
    const { changeId, sequence, outcome } = step;
    const where = `step ${sequence} of ${changeId}`;
    if (outcome === null) watch.report('every intent has an outcome', where);
    const own = links.filter(
      ({ subject, details }) => subject.id === changeId && details.sequence === sequence,
    );
    const { kind: deed } = step.intent as { kind: string };
    const expected = [`${kinds.get(changeId)}.${deed}_intended`, `${kinds.get(changeId)}.${deed}_${outcome}`];
    const found = own.map(({ action }) => action);
    if (found.join() !== expected.join()) {
      watch.report('audit matches the journal', `${where} is ${expected}, and audited as ${found}.`);
    }
    if (MOVES.includes(deed) && outcome === 'done' && !ledger.some((move) => move.changeId === changeId)) {
      watch.report('ledger has each move', where);
    }
  }
}

function checkChain(links: readonly AuditLink[], report: (said: string) => void): void {
  let previous: AuditLink | null = null;
  for (const link of links) {
    const fault = faultOf(previous, link);
    if (fault) report(fault);
    previous = link;
  }
}

interface Lock {
  changeId: string | null;
  functionName: string;
}

function checkAfterRollback({ memory, watch }: World): void {
  const marks = memory.rows<Lock & { version: number }>('badVersion');
  const locks = memory.rows<Lock>('deployLock');
  for (const change of watch
    .changes()
    .filter(({ kind, status }) => kind === 'rollback' && status === 'done')) {
    for (const item of change.plan) {
      const left = [item.fromVersion, ...Object.keys(item.fromWeights ?? {})].filter(
        (version) => version !== '$LATEST' && version !== item.toVersion,
      );
      const isMarked = left.every((version) =>
        marks.some((mark) => mark.functionName === item.function && `${mark.version}` === version),
      );
      const isLocked = locks.some(
        ({ changeId, functionName }) => changeId === change.id && functionName === item.function,
      );
      if (!isMarked || !isLocked)
        watch.report('what was left is marked and locked', `${item.function} by ${change.id}`);
    }
  }
}
