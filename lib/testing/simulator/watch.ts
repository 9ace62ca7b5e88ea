import type { AliasMove, FunctionAlias } from '#lib/core/functions';
import { AlarmWatch } from '#lib/testing/simulator/alarm-watch';
import { DeployWatch } from '#lib/testing/simulator/deploy-watch';
import { type Moving, movingOf, type PlannedItem } from '#lib/testing/simulator/moving';
import { type OwnWrite, ownWriteOf } from '#lib/testing/simulator/own-write';
import { checkPlan, isBad } from '#lib/testing/simulator/plan-checks';
import { PruneWatch } from '#lib/testing/simulator/prune-watch';
import type { Scene } from '#lib/testing/simulator/scene';
import { type InvariantName, Violation } from '#lib/testing/simulator/violation';
import type { CallWatch } from '#lib/testing/simulator/wire';

interface StoredStep {
  changeId: string;
  sequence: number;
  intent: { kind: string; function?: string; alias?: string; revisionId?: string };
  outcome: string | null;
}

const ACTIVE = 'running';
/** Looks on, and says what must never be: at each call as it leaves and arrives, and after each step. */
export class Watch implements CallWatch {
  readonly writes: OwnWrite[] = [];
  private found: Violation | undefined;
  private readonly statuses = new Map<string, string>();
  /** Whether the plan still held when a change was first asked to begin. */
  private readonly askedFresh = new Map<string, boolean>();

  private readonly prunes: PruneWatch;
  readonly alarms: AlarmWatch;
  readonly deploys: DeployWatch;

  constructor(private readonly scene: Scene) {
    this.prunes = new PruneWatch(scene, (...said) => this.report(...said));
    this.alarms = new AlarmWatch(scene, (...said) => this.report(...said));
    this.deploys = new DeployWatch(scene, (...said) => this.report(...said));
  }

  /** Kept rather than thrown where the product would catch it. */
  report(invariant: InvariantName, said: string): void {
    if (!this.scene.isWatched) return;
    this.found ??= new Violation(invariant, said);
    this.scene.timeline.note('VIOLATION', `${invariant}: ${said}`);
  }

  changes(): Moving[] {
    return movingOf(this.scene);
  }

  sent(move: AliasMove): void {
    const own = ownWriteOf(move.description);
    if (!own) {
      this.report('intent before call', `${move.functionName} is written without a mark.`);
      return;
    }
    const step = this.scene.memory
      .rows<StoredStep>('changeStep')
      .find(
        ({ changeId, intent, outcome }) =>
          changeId === own.changeId &&
          intent.kind === own.kind &&
          intent.function === move.functionName &&
          (outcome === null || this.scene.mayBeDrivenTwice),
      );
    if (!step) {
      this.report('intent before call', `${own.kind} of ${move.functionName} has no open intent.`);
    }
    const isDeploy = this.changes().some(({ id, kind }) => id === own.changeId && kind === 'deploy');
    if (isDeploy && own.kind === 'move') this.deploys.sending(move.functionName, 'move', own.changeId);
  }

  moved(move: AliasMove, before: FunctionAlias, after: FunctionAlias): void {
    const own = ownWriteOf(after.description);
    const change = this.changes().find(({ id }) => id === own?.changeId);
    const planned = change?.plan.find((item) => item.function === move.functionName);
    if (!own || !change || !planned) {
      this.report('intent before call', `${move.functionName} was moved without a plan.`);
      return;
    }
    const isDeploy = change.kind === 'deploy';
    const isOurs = ownWriteOf(before.description)?.changeId === own.changeId;
    const isAsPlanned = before.revisionId === planned.fromRevisionId;
    if (!(own.kind === 'move' && !isDeploy ? isAsPlanned : isAsPlanned || isOurs)) {
      this.report(
        'no write after a stale plan',
        `${own.kind} of ${move.functionName} over ${before.revisionId}.`,
      );
    }
    if (isDeploy) this.deploys.moved(change, own, move.functionName, { before, after });
    else if (own.kind === 'move') this.afterMove(own.changeId, move.functionName, after);
    this.writes.push({ ...own, functionName: move.functionName, version: after.version });
  }

  deploying(functionName: string, kind: 'update' | 'publish'): void {
    this.deploys.sending(functionName, kind);
  }

  updating(functionName: string, revisionId: string): void {
    this.deploys.updating(functionName, revisionId);
  }

  published(functionName: string): void {
    this.deploys.published(functionName);
  }

  deleting(functionName: string, version: number): void {
    this.prunes.deleting(functionName, version);
  }

  arriving(functionName: string, version: number): void {
    this.prunes.arriving(functionName, version);
  }

  /** Told when somebody asks a change to begin. */
  asked(changeId: string): void {
    const change = this.changes().find(({ id }) => id === changeId);
    if (!change || this.askedFresh.has(changeId)) return;
    const isFresh = change.plan.every(
      (item) => this.scene.lambda.alias(item.function, item.alias).revisionId === item.fromRevisionId,
    );
    this.askedFresh.set(changeId, isFresh);
  }

  hasBegun(changeId: string): boolean {
    const changes = this.scene.memory.rows<Pick<Moving, 'id' | 'status'>>('change');
    return changes.some(({ id, status }) => id === changeId && status !== 'planned');
  }

  afterStep(): void {
    for (const change of this.changes()) {
      const before = this.statuses.get(change.id);
      if (before === change.status) continue;
      this.statuses.set(change.id, change.status);
      if (change.status === 'planned' && change.kind === 'rollback')
        checkPlan(this.scene, change, (...said) => this.report(...said));
      if (change.status === ACTIVE) this.begun(change);
      if (change.status === ACTIVE && change.requesterId === 'automation') this.alarms.began(change);
      if (change.status === ACTIVE && change.kind === 'deploy') this.deploys.checkCode(change);
      if (change.status === 'verifying') this.allMoved(change);
      if (change.status === 'failed') this.allBack(change);
    }
    this.prunes.afterStep();
    this.deploys.afterStep();
    if (this.found) throw this.found;
  }

  private begun(change: Moving): void {
    const others = this.changes().filter(({ id, status }) => status === ACTIVE && id !== change.id);
    for (const item of change.plan) {
      const isSame = (one: { function: string; alias: string }) =>
        one.function === item.function && one.alias === item.alias;
      if (others.some(({ plan }) => plan.some(isSame))) {
        this.report('one active change per alias', `${item.alias} of ${item.function}, by ${change.id} too.`);
      }
      // A move forward takes the mark of its rollback away with it.
      if (change.kind === 'rollback' && isBad(this.scene, item.function, item.toVersion ?? '')) {
        this.report('no bad, live or $LATEST target', `${item.function}:${item.toVersion} is marked as bad.`);
      }
    }
    if (this.askedFresh.get(change.id) === false) {
      this.report('no write after a stale plan', `${change.id} began although something had moved.`);
    }
  }

  private afterMove(changeId: string, functionName: string, after: FunctionAlias): void {
    if (after.second !== null) this.report('weights are empty after a move', functionName);
    if (after.version === '$LATEST')
      this.report('no bad, live or $LATEST target', `${functionName} is at $LATEST.`);
    const isAgain = this.writes.some(
      (write) => write.changeId === changeId && write.kind === 'move' && write.functionName === functionName,
    );
    if (isAgain) this.report('no double move', `${functionName} by ${changeId}.`);
  }

  private allMoved(change: Moving): void {
    for (const item of change.plan) {
      const last = this.writes.findLast(
        (write) => write.changeId === change.id && write.functionName === item.function,
      );
      const toVersion = item.toVersion ?? change.result?.version;
      if (last?.kind !== 'move' || `${last.version}` !== toVersion) {
        this.report(
          'all moved or told',
          `${item.function} is not at ${toVersion}, yet ${change.id} says so.`,
        );
      }
    }
  }

  private allBack(change: Moving): void {
    for (const item of change.plan) {
      if (this.isMovedBy(change.id, item)) {
        this.report(
          'all back or told',
          `${item.function} is still moved, yet ${change.id} says that it is not.`,
        );
      }
    }
  }

  /** Whether the last who changed the alias was that change, going forward. */
  isMovedBy(changeId: string, { function: name, alias }: PlannedItem): boolean {
    const own = ownWriteOf(this.scene.lambda.alias(name, alias).description);
    return own?.changeId === changeId && own.kind === 'move';
  }
}
