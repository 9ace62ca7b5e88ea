/** Moments of an incident, as far as they are recorded. */
export interface Moments {
  /** When what failed went live. */
  failingSince: Date | null;
  /** When the first alarm went red, or a person saw that it hurts. */
  detectedAt: Date | null;
  /** When the first rollback was begun. */
  begunAt: Date | null;
  /** When its last alias was moved. */
  movedAt: Date | null;
  /** When it was found out whether that helped. */
  verifiedAt: Date | null;
}

export interface Timing {
  /** Null when it is not known, which is not 0. */
  seconds: number | null;
  /** From what until what, or why nothing is known. */
  why: string;
}

export type Phase = 'detect' | 'decide' | 'act' | 'verify';
export type Timings = Record<Phase, Timing>;

const SPANS: Record<Phase, { from: keyof Moments; to: keyof Moments; what: string }> = {
  detect: {
    from: 'failingSince',
    to: 'detectedAt',
    what: 'From when the failing version went live to the first red alarm',
  },
  decide: {
    from: 'detectedAt',
    to: 'begunAt',
    what: 'From the first red alarm to the beginning of the rollback',
  },
  act: { from: 'begunAt', to: 'movedAt', what: 'From the beginning of the rollback to its last move' },
  verify: { from: 'movedAt', to: 'verifiedAt', what: 'From the last move to the verdict' },
};

const UNKNOWN: Record<keyof Moments, string> = {
  failingSince: 'It is not recorded when the failing version went live.',
  detectedAt: 'No red alarm was seen.',
  begunAt: 'No rollback was begun.',
  movedAt: 'No rollback has moved its aliases.',
  verifiedAt: 'No verdict is known.',
};

/** How long each part took. What has no beginning or no end in the records is unknown, with the reason. */
export function timingsOf(moments: Moments): Timings {
  const timing = (phase: Phase): Timing => {
    const { from, to, what } = SPANS[phase];
    const [begun, ended] = [moments[from], moments[to]];
    if (begun === null) return { seconds: null, why: UNKNOWN[from] };
    if (ended === null) return { seconds: null, why: UNKNOWN[to] };
    if (ended < begun) return { seconds: null, why: `${what}: the records have them the other way round.` };
    return { seconds: (ended.getTime() - begun.getTime()) / 1000, why: `${what}.` };
  };
  return { detect: timing('detect'), decide: timing('decide'), act: timing('act'), verify: timing('verify') };
}
