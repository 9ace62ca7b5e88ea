import type { FunctionAlias } from '#lib/core/functions';
import { type Moving, movingOf } from '#lib/testing/simulator/moving';
import type { OwnWrite } from '#lib/testing/simulator/own-write';
import type { Scene } from '#lib/testing/simulator/scene';
import { servesTheSame } from '#lib/testing/simulator/serves-the-same';
import type { InvariantName } from '#lib/testing/simulator/violation';
import type { BadVersion, ChangeStep, DeployLock } from '#prisma/generated/client';

/** A mark bears the time at which its transaction was asked for. */
const LONGEST_COMMIT_MS = 10_000;

interface Moved {
  before: FunctionAlias;
  after: FunctionAlias;
}

/** Looks on while new code is deployed. */
export class DeployWatch {
  /** When each lock came to stand. */
  private readonly lockedAt = new Map<string, number>();
  /** Where each deploy has sent its alias, so that it does so once. */
  private readonly sent = new Set<string>();

  constructor(
    private readonly scene: Scene,
    private readonly report: (invariant: InvariantName, said: string) => void,
  ) {}

  /** A call of a deploy leaves the product; only what takes it back may do so past a lock or a word that stops it. */
  sending(functionName: string, kind: 'update' | 'publish' | 'move', changeId?: string): void {
    const { memory } = this.scene;
    const deploys = movingOf(this.scene).filter(
      (change) => change.kind === 'deploy' && change.plan.some((item) => item.function === functionName),
    );
    const steps = memory
      .rows<ChangeStep>('changeStep')
      .filter(
        (step) =>
          (step.intent as { kind: string }).kind === kind &&
          deploys.some(({ id }) => id === step.changeId && (changeId ?? id) === id),
      );
    const step = steps.findLast(({ outcome }) => outcome === null || this.scene.mayBeDrivenTwice);
    if (!step) {
      this.report('intent before call', `${kind} of ${functionName} has no open intent.`);
      return;
    }
    const stoppedAt = deploys.find(({ id }) => id === step.changeId)?.cancelledAt;
    const lock = memory
      .rows<DeployLock>('deployLock')
      .find((one) => one.functionName === functionName && one.unlockedAt === null);
    const isPast = (at: number | undefined) => at !== undefined && at < step.intendedAt.getTime();
    if (lock && isPast(this.lockedAt.get(lock.id))) {
      this.report('no deploy past a lock', `${kind} of ${functionName}, locked by ${lock.lockedBy}.`);
    }
    if (isPast(stoppedAt?.getTime()))
      this.report('no deploy past a lock', `${kind} was stopped by a person.`);
  }

  /** Only what the plan has seen may be written over. */
  updating(functionName: string, revisionId: string): void {
    const isPlanned = movingOf(this.scene).some(({ plan }) =>
      plan.some((item) => item.function === functionName && item.latestRevisionId === revisionId),
    );
    if (!isPlanned) this.report('no foreign code is overwritten', `${functionName} under ${revisionId}.`);
  }

  /** A version was made, or answered again. */
  published(functionName: string): void {
    const marks = this.scene.lambda.versions(functionName).flatMap(({ description }) => {
      return /Flightdeck change (\S+)$/.exec(description)?.[1] ?? [];
    });
    const twice = marks.find((id, place) => marks.indexOf(id) !== place);
    if (twice !== undefined) this.report('a deploy publishes once', `${functionName} by ${twice}.`);
  }

  /** The alias was moved by a deploy. */
  moved(
    change: Moving,
    own: Pick<OwnWrite, 'changeId' | 'kind'>,
    name: string,
    { before, after }: Moved,
  ): void {
    if (own.kind === 'undo') return;
    const where = `${change.id} ${name} ${after.version} ${after.second?.version} ${after.second?.weight}`;
    // What stood there already, by a call that came late or by another who drives it, is not moved once more.
    const isAgain = this.sent.has(where) && !servesTheSame(before, after);
    if (isAgain && !this.scene.mayBeDrivenTwice) this.report('no double move', where);
    this.sent.add(where);
    const fresh = after.second?.version ?? after.version;
    const code = change.plan[0]?.code?.codeSha256;
    if (fresh === '$LATEST' || this.scene.lambda.codeOf(name, fresh) !== code) {
      this.report('no bad, live or $LATEST target', `${name}:${fresh} is not the code of ${change.id}.`);
    }
    this.checkCode(change);
  }

  /** What is marked when a deploy begins is not deployed. */
  checkCode({ id, plan, startedAt }: Moving): void {
    for (const { function: name, code } of plan) {
      const alike = this.scene.lambda.versions(name).filter((one) => one.codeSha256 === code?.codeSha256);
      const before = (startedAt?.getTime() ?? 0) - LONGEST_COMMIT_MS;
      const mark = this.scene.memory
        .rows<BadVersion>('badVersion')
        .find(
          ({ functionName, version, clearedAt, markedAt }) =>
            functionName === name &&
            clearedAt === null &&
            markedAt.getTime() < before &&
            alike.some((one) => one.version === version),
        );
      if (mark)
        this.report('no bad, live or $LATEST target', `${id} deploys the code of ${name}:${mark.version}.`);
    }
  }

  afterStep(): void {
    for (const { id } of this.scene.memory.rows<DeployLock>('deployLock')) {
      if (!this.lockedAt.has(id)) this.lockedAt.set(id, this.scene.timeline.now);
    }
  }

  /** What must be true in the end of all that was deployed and taken forward. */
  checkEnd(): void {
    const marks = this.scene.memory.rows<BadVersion>('badVersion');
    for (const change of movingOf(this.scene)) {
      if (change.kind === 'deploy' && ['failed', 'split'].includes(change.status))
        this.checkMarked(change, marks);
      if (change.kind === 'deploy') this.checkPublished(change);
      if (change.kind !== 'forward' || change.status !== 'done') continue;
      const left = marks.find((mark) =>
        change.plan.some(
          (item) =>
            item.function === mark.functionName &&
            item.toVersion === `${mark.version}` &&
            item.rollbackId === mark.changeId,
        ),
      );
      if (left && left.clearedAt === null)
        this.report('a mark goes with the move forward', `${left.functionName}:${left.version}`);
    }
  }

  /** What was there when a step began must have been found when it was looked for; a call may arrive later. */
  private checkPublished({ id, plan }: Moving): void {
    const [{ function: name } = { function: '' }] = plan;
    const own = this.scene.lambda.versions(name).find(({ description }) => description.endsWith(` ${id}`));
    const missed = this.scene.memory
      .rows<ChangeStep>('changeStep')
      .find(
        ({ changeId, intent, intendedAt, outcome }) =>
          changeId === id &&
          (intent as { kind: string }).kind === 'publish' &&
          (outcome === 'not_done' || outcome === 'raced') &&
          own !== undefined &&
          own.publishedAt <= intendedAt,
      );
    if (own && missed)
      this.report('what was published is not told as lost', `${name}:${own.version} by ${id}.`);
  }

  private checkMarked({ id, plan, result }: Moving, marks: readonly BadVersion[]): void {
    const hurt = this.scene.memory
      .rows<ChangeStep>('changeStep')
      .find(
        ({ changeId, intent, outcome, result: how }) =>
          changeId === id &&
          ['try', 'watch'].includes((intent as { kind: string }).kind) &&
          outcome === 'refused' &&
          how === null,
      );
    const isMarked = marks.some(
      (mark) => mark.functionName === plan[0]?.function && `${mark.version}` === result?.version,
    );
    if (hurt && !isMarked) this.report('what hurt is marked', `version ${result?.version} of ${id}.`);
  }
}
