import { type Alarm, assertAlarm } from '#lib/sandbox/cloud/cloudwatch/alarm';
import type { AlarmState } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import { evaluateAlarm } from '#lib/sandbox/cloud/cloudwatch/evaluate-alarm';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import type { PutMetricAlarm } from '#lib/sandbox/cloud/cloudwatch/requests';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import type { World } from '#lib/sandbox/cloud/frame/world';

export interface HistoryItem {
  alarmName: string;
  at: number;
  type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  summary: string;
  data: string;
}

const INITIAL = 'Unchecked: Initial alarm creation';

/** Who hears that an alarm's state has changed. */
export interface Listeners {
  /** Of every change. */
  changed(alarm: Alarm, before: AlarmState): void;
  /** Of each action that the alarm has for its new state. */
  act(alarm: Alarm, before: AlarmState, action: string): void;
}

/** All alarms: what they are, what state they are in, and how they came to it. */
export class Alarms {
  private readonly alarms: Collection<Alarm>;
  private readonly items: Collection<HistoryItem>;

  constructor(
    private readonly world: World,
    private readonly metrics: Metrics,
    private readonly listeners: Listeners,
  ) {
    this.alarms = world.store.collection('cloudwatch.alarms');
    this.items = world.store.collection('cloudwatch.history');
  }

  list(): Alarm[] {
    return this.alarms.list().sort((a, b) => (a.definition.AlarmName < b.definition.AlarmName ? -1 : 1));
  }

  get(name: string): Alarm | undefined {
    return this.alarms.get(name);
  }

  /** Replaces the whole definition; the state of one that was there stays. */
  put(definition: PutMetricAlarm): void {
    assertAlarm(definition);
    const now = this.world.now();
    const before = this.alarms.get(definition.AlarmName);
    this.alarms.put(definition.AlarmName, {
      state: 'INSUFFICIENT_DATA',
      reason: INITIAL,
      stateUpdatedAt: now,
      transitionedAt: now,
      ...before,
      definition,
      configuredAt: now,
    });
    const name = definition.AlarmName;
    const summary = before ? `Alarm "${name}" updated` : `Alarm "${name}" created`;
    const data = JSON.stringify({ version: '1.0', type: before ? 'Update' : 'Create' });
    this.note({ alarmName: name, at: now, type: 'ConfigurationUpdate', summary, data });
  }

  delete(name: string): void {
    this.alarms.delete(name);
  }

  enableActions(name: string, ActionsEnabled: boolean): void {
    const alarm = this.alarms.get(name);
    if (!alarm) return;
    this.alarms.put(name, { ...alarm, definition: { ...alarm.definition, ActionsEnabled } });
  }

  /** Puts an alarm into a state by hand; the next look at its metric may take it back at once. */
  setState(alarm: Alarm, state: AlarmState, reason: string): void {
    this.change(alarm, state, { reason, reasonData: '{}' }, this.world.now());
  }

  /** Looks at every alarm, at a time in epoch milliseconds. */
  evaluate(now: number): void {
    for (const alarm of this.alarms.list()) {
      const { state, ...why } = evaluateAlarm(alarm, this.metrics, now);
      if (state !== undefined && state !== alarm.state) this.change(alarm, state, why, now);
    }
  }

  /** Newest first. */
  history(): HistoryItem[] {
    return this.items.list().reverse();
  }

  private change(
    alarm: Alarm,
    state: AlarmState,
    { reason, reasonData }: { reason: string; reasonData: string },
    at: number,
  ): void {
    const { definition, state: before } = alarm;
    const alarmName = definition.AlarmName;
    const transitionedAt = state === before ? alarm.transitionedAt : at;
    const next = { ...alarm, state, reason, reasonData, stateUpdatedAt: at, transitionedAt };
    this.alarms.put(alarmName, next);
    if (state === before) return;
    this.note({
      alarmName,
      at,
      type: 'StateUpdate',
      summary: `Alarm updated from ${before} to ${state}`,
      data: JSON.stringify({
        version: '1.0',
        oldState: { stateValue: before, stateReason: alarm.reason },
        newState: { stateValue: state, stateReason: reason },
      }),
    });
    this.listeners.changed(next, before);
    if (!definition.ActionsEnabled) return;
    for (const action of actionsOf(definition, state)) {
      const summary = `Successfully executed action ${action}`;
      this.note({ alarmName, at, type: 'Action', summary, data: '{"actionState":"Succeeded"}' });
      this.listeners.act(next, before, action);
    }
  }

  private note(item: HistoryItem): void {
    const id = `${String(item.at).padStart(15, '0')} ${this.world.random.uuid()}`;
    this.items.put(id, item);
  }
}

function actionsOf(definition: PutMetricAlarm, state: AlarmState): string[] {
  if (state === 'ALARM') return definition.AlarmActions;
  return state === 'OK' ? definition.OKActions : definition.InsufficientDataActions;
}
