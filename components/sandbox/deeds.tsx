import type { Shipment, StackFailure, TroubleOrder } from '#lib/core/sandbox-controls';

/** Something that can be done to a function of the sandbox: what it is called, and what will be seen of it. */
export interface Deed {
  id: string;
  label: string;
  /** What follows, and what helps against it. */
  words: string;
  does: { ship: Shipment['kind'] } | { trouble: TroubleOrder['kind'] };
}

export const DEEDS: readonly { title: string; deeds: readonly Deed[] }[] = [
  {
    title: 'By a deploy',
    deeds: [
      {
        id: 'ship-failing',
        label: 'Ship a failing version',
        words:
          'A part of its calls fails, and its health check too. Alarms go red in two minutes; a rollback helps.',
        does: { ship: 'failing' },
      },
      {
        id: 'ship-slow',
        label: 'Ship a slow version',
        words: 'Half of its calls take longer than 5 s. The latency alarm goes red in three minutes.',
        does: { ship: 'slow' },
      },
      {
        id: 'ship-sound',
        label: 'Ship a sound version',
        words: 'The deploy that went well: it mends what a version before it broke.',
        does: { ship: 'sound' },
      },
    ],
  },
  {
    title: 'From outside',
    deeds: [
      {
        id: 'trouble-failing',
        label: 'Take its database away',
        words: 'Two calls in five fail, whatever version is live: a rollback does not help, and says so.',
        does: { trouble: 'failing' },
      },
      {
        id: 'trouble-slow',
        label: 'Slow everything down',
        words: 'Every version takes sixty times as long.',
        does: { trouble: 'slow' },
      },
      {
        id: 'trouble-flapping',
        label: 'Make its alarms flap',
        words: 'It fails every other minute, so alarms go red and clear again and again.',
        does: { trouble: 'flapping' },
      },
    ],
  },
];

export const STACK_DEEDS: readonly { kind: StackFailure['kind']; label: string; words: string }[] = [
  {
    kind: 'fails',
    label: 'Fail an update',
    words: 'It stops half changed in UPDATE_FAILED: rolling the stack back is offered.',
  },
  {
    kind: 'fails-back',
    label: 'Fail the way back too',
    words: 'It ends in UPDATE_ROLLBACK_FAILED: going on, with something skipped, is offered.',
  },
];

export const TROUBLE_WORDS: Record<TroubleOrder['kind'], string> = {
  failing: 'its database is away',
  slow: 'everything is slow',
  flapping: 'its alarms flap',
};
