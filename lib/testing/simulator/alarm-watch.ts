import type { FunctionPoint } from '#lib/core/monitoring';
import type { AliasChange, MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import type { Moving } from '#lib/testing/simulator/moving';
import { ownWriteOf } from '#lib/testing/simulator/own-write';
import type { Scene } from '#lib/testing/simulator/scene';
import { servesTheSame } from '#lib/testing/simulator/serves-the-same';
import type { InvariantName } from '#lib/testing/simulator/violation';
import type { AlarmDecision, AliasMove, AutomationRule, Change } from '#prisma/generated/client';

/** An automatic rollback that has begun. */
interface Begun {
  decision: AlarmDecision;
  /** When what it left had come; null when that is not known. */
  arrival: AliasChange | null;
}

const MINUTE_MS = 60_000;
/** Of a rule that is judged by the metric, how many minutes beyond its own it looks back. */
const BEYOND = 2;
const LONGEST_BETWEEN_LOOKS_MS = 90_000;
const PERCENT_THAT_HURTS = 5;

/** Looks on while automation acts, and judges by what the world knows and the product does not. */
export class AlarmWatch {
  private readonly begun: Begun[] = [];
  private readonly messages = new Set<string>();

  constructor(
    private readonly scene: Scene,
    private readonly report: (invariant: InvariantName, said: string) => void,
  ) {}

  /** A message made the product look. */
  heard(id: string): void {
    if (this.messages.has(id)) this.report('a message is heard once', id);
    this.messages.add(id);
  }

  /** A change of the product's own has begun. */
  began(change: Moving): void {
    const decision = this.rows<AlarmDecision>('alarmDecision').find(({ changeId }) => changeId === change.id);
    if (!decision) {
      this.report('one automatic action per deployment', `${change.id} was begun by no decision.`);
      return;
    }
    const rule = this.rows<AutomationRule>('automationRule').find(
      ({ trigger }) => trigger === decision.trigger,
    );
    for (const item of change.plan) {
      const arrival = this.asSeen(arrivalOf(this.scene.lambda, item.function, item.fromRevisionId));
      if (rule) this.checkBrakes({ decision, arrival }, rule);
      this.begun.push({ decision, arrival });
    }
  }

  /** What must be true when everybody had time to do what was decided. */
  checkEnd(): void {
    const changes = new Map(this.rows<Change>('change').map((change) => [change.id, change]));
    for (const { id, outcome, changeId, incidentId } of this.rows<AlarmDecision>('alarmDecision')) {
      const isBegun = changeId !== null && (changes.get(changeId)?.status ?? 'planned') !== 'planned';
      const isOpen = outcome === 'rolling_back' || (outcome === 'review' && incidentId === null);
      if (isOpen || (outcome === 'rolled_back' && !isBegun)) {
        this.report('what is decided is carried out', `${id} is ${outcome}.`);
      }
    }
  }

  private checkBrakes(now: Begun, rule: AutomationRule): void {
    const { decision, arrival } = now;
    const { source, since, functionName } = decision;
    const said = `${source}, red since ${since.toISOString()}`;
    if (rule.mode !== 'on') this.report('only a rule that is on acts', said);
    if (!this.wasRed(decision, rule)) this.report('missing data does not trigger', said);
    const earlier = this.begun.filter((one) => one.decision.functionName === functionName);
    if (arrival === null) {
      this.report('nothing outside the bake window', `${said}: nobody knows when what is live came.`);
      return;
    }
    if (earlier.some((one) => one.arrival === arrival)) {
      this.report('one automatic action per deployment', said);
    }
    if (this.isRestored(arrival, functionName)) this.report('what was restored stays', said);
    if (since.getTime() - arrival.at > rule.bakeMinutes * MINUTE_MS) {
      this.report('nothing outside the bake window', said);
    }
    if (this.wasRedBefore(now, arrival, rule)) this.report('what was red before does not trigger', said);
    const last = Math.max(...earlier.map((one) => one.decision.decidedAt.getTime()));
    if (decision.decidedAt.getTime() - last < rule.coolDownMinutes * MINUTE_MS) {
      this.report('automation cools down', said);
    }
  }

  /** What came and went between two looks nobody knows of: then what was live before it seems to have stayed. */
  private asSeen(arrival: AliasChange | null): AliasChange | null {
    const moves = this.rows<AliasMove>('aliasMove')
      .filter(({ functionName }) => functionName === arrival?.functionName)
      .sort((one, other) => one.seenAt.getTime() - other.seenAt.getTime());
    const place = moves.findIndex(({ revisionId }) => revisionId === arrival?.after.revisionId);
    const [before, own] = [moves[place - 1], moves[place]];
    const seemsToStay =
      before?.toVersion === own?.toVersion && before?.secondVersion === null && own?.secondVersion === null;
    if (!arrival || !before || !seemsToStay) return arrival;
    const { lambda } = this.scene;
    return this.asSeen(arrivalOf(lambda, arrival.functionName, before.revisionId));
  }

  private wasRed({ source, since, functionName }: AlarmDecision, rule: AutomationRule): boolean {
    const { cloudWatch } = this.scene;
    if (source.startsWith('alarm ')) {
      const { state } = cloudWatch.alarmAt(functionName, since.getTime());
      return state === 'ALARM';
    }
    const minutes = Array.from({ length: rule.points + BEYOND }, (_, back) =>
      cloudWatch.pointAt(functionName, since.getTime() - (back + 1) * MINUTE_MS),
    );
    const told = minutes.filter(({ calls }) => calls !== null).slice(0, rule.points);
    return told.length > 0 && told.every((point) => isBad(point));
  }

  /**
   * By a rollback from here, or by anybody who put back what was seen to be live before, and seen to be left: what came
   * and went between two looks nobody knows of.
   */
  private isRestored({ after }: AliasChange, functionName: string): boolean {
    const own = ownWriteOf(after.description);
    const kind = this.rows<Change>('change').find(({ id }) => id === own?.changeId)?.kind;
    if (own?.kind === 'undo' || kind === 'rollback') return true;
    const moves = this.rows<AliasMove>('aliasMove')
      .filter((move) => move.functionName === functionName)
      .sort((one, other) => one.seenAt.getTime() - other.seenAt.getTime());
    const place = moves.findIndex(({ revisionId }) => revisionId === after.revisionId);
    const earlier = moves.slice(0, Math.max(place, 0));
    const last = earlier.at(-1);
    const wasLeft = last?.toVersion !== after.version || last.secondVersion !== null;
    return after.second === null && wasLeft && earlier.some(({ toVersion }) => toVersion === after.version);
  }

  /**
   * By what could be known. Between two looks an alarm and a release may come in either order, and nobody can tell; when
   * nobody looked for longer, what was red may not be held against the release.
   */
  private wasRedBefore({ decision }: Begun, arrival: AliasChange, { points }: AutomationRule): boolean {
    const { source, since, functionName } = decision;
    const moves = this.rows<AliasMove>('aliasMove').filter((move) => move.functionName === functionName);
    const seen = moves.find(({ revisionId }) => revisionId === arrival.after.revisionId);
    if (!seen) return false;
    const earlier = moves.filter(({ seenAt }) => seenAt < seen.seenAt).map(({ seenAt }) => seenAt.getTime());
    const { cloudWatch } = this.scene;
    const bounds = [seen.notBefore?.getTime() ?? 0, this.publishedAt(functionName, arrival), ...earlier];
    const known = Math.max(...bounds);
    const isUnseen = seen.seenAt.getTime() - known > LONGEST_BETWEEN_LOOKS_MS;
    if (source.startsWith('alarm ')) {
      return since.getTime() < (isUnseen ? arrival.at : known);
    }
    const last = Math.floor((isUnseen ? arrival.at : known) / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
    const toldAlone = Math.ceil(arrival.at / MINUTE_MS) * MINUTE_MS + points * MINUTE_MS;
    return isBad(cloudWatch.pointAt(functionName, last)) && since.getTime() < toldAlone;
  }

  /** Before that nobody can have been served by it. */
  private publishedAt(functionName: string, { after }: AliasChange): number {
    const found = this.scene.lambda.versions(functionName).find(({ version }) => version === after.version);
    return after.second === null ? (found?.publishedAt.getTime() ?? 0) : 0;
  }

  private rows<T>(model: string): readonly T[] {
    return this.scene.memory.rows<T>(model);
  }
}

function isBad({ calls, errors }: FunctionPoint): boolean {
  return calls !== null && (100 * (errors ?? 0)) / calls > PERCENT_THAT_HURTS;
}

/** The update with which came what a revision serves; updates that changed nothing of that are none. */
function arrivalOf(lambda: MemoryLambda, functionName: string, revisionId: string): AliasChange | null {
  const changes = lambda.changes.filter((change) => change.functionName === functionName);
  const last = changes.findIndex(({ after }) => after.revisionId === revisionId);
  return changes.slice(0, last + 1).findLast(({ before, after }) => !servesTheSame(before, after)) ?? null;
}
