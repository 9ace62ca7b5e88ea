import { protectionsOf } from '#lib/testing/simulator/protections';
import type { Scene } from '#lib/testing/simulator/scene';
import type { InvariantName } from '#lib/testing/simulator/violation';
import type { ChangeStep } from '#prisma/generated/client';

interface Deletion {
  functionName: string;
  version: number;
  /** What has protected the version all the time since its deletion was intended. */
  standing: string[];
  isSettled: boolean;
}

/** Looks on while versions are deleted. */
export class PruneWatch {
  private readonly deletions = new Map<string, Deletion>();
  /** Versions for which a call arrived when they were gone already. */
  private readonly gone = new Set<string>();
  private seen = 0;

  constructor(
    private readonly scene: Scene,
    private readonly report: (invariant: InvariantName, said: string) => void,
  ) {}

  /**
   * A call leaves the product. What began to need the version after the product had looked is not its fault; what
   * needed it since before it looked is.
   */
  deleting(functionName: string, version: number): void {
    const called = `${functionName}:${version}`;
    if (!Number.isInteger(version) || version < 1) this.report('each deletion names a version', called);
    const intended = [...this.deletions.values()].findLast(
      (one) => one.functionName === functionName && one.version === version,
    );
    if (!intended) this.report('intent before call', `${called} is deleted without an intent.`);
    // Two that drive the same change may each go by a look of their own.
    if (!intended || this.scene.mayBeDrivenTwice) return;
    const [why] = intended.standing.filter((one) =>
      protectionsOf(this.scene, functionName, version).includes(one),
    );
    if (why !== undefined) this.report('protected is not deleted', `${called} is deleted, yet ${why}.`);
  }

  /** It arrives, perhaps late, perhaps after another one. */
  arriving(functionName: string, version: number): void {
    const isThere = this.scene.lambda.versions(functionName).some((one) => one.version === version);
    if (!isThere) this.gone.add(`${functionName}:${version}`);
  }

  afterStep(): void {
    const steps = this.scene.memory.rows<ChangeStep>('changeStep');
    if (steps.length === 0) return;
    if (steps.length > this.seen) this.notice(steps);
    for (const [key, deletion] of this.deletions) {
      if (deletion.isSettled) continue;
      const present = protectionsOf(this.scene, deletion.functionName, deletion.version);
      deletion.standing = deletion.standing.filter((one) => present.includes(one));
      const step = steps.find((one) => keyOf(one) === key);
      if (step?.outcome) this.settled(deletion, step.outcome);
    }
  }

  private notice(steps: readonly ChangeStep[]): void {
    for (const step of steps.slice(this.seen)) {
      const intent = step.intent as { kind: string; function: string; version: number };
      if (intent.kind !== 'delete') continue;
      const { function: functionName, version } = intent;
      const standing = protectionsOf(this.scene, functionName, version);
      this.deletions.set(keyOf(step), { functionName, version, standing, isSettled: false });
    }
    this.seen = steps.length;
  }

  private settled(deletion: Deletion, outcome: string): void {
    deletion.isSettled = true;
    const called = `${deletion.functionName}:${deletion.version}`;
    if (outcome === 'refused' && this.gone.has(called))
      this.report('what is gone is not told as kept', `${called} was deleted before.`);
  }
}

function keyOf({ changeId, sequence }: ChangeStep): string {
  return `${changeId} ${sequence}`;
}
