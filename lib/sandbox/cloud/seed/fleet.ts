/** A function of the demo's product: how it behaves when it is well, and how much it is used. */
export interface Member {
  name: string;
  medianMs: number;
  p95Ms: number;
  errorRate: number;
  perMinute: number;
  hasDays: boolean;
  versions: number;
  /** What is peculiar about it, so that each state that production can be in is there to see. */
  oddity?: 'rolled-back' | 'canary' | 'latest';
  tables: string[];
}

const member = (
  name: string,
  [medianMs, p95Ms]: [number, number],
  perMinute: number,
  versions: number,
  more: Partial<Member> = {},
): Member => ({
  name: `careervp-prod-${name}`,
  medianMs,
  p95Ms,
  errorRate: 0.002,
  perMinute,
  hasDays: false,
  versions,
  tables: [],
  ...more,
});

const USERS = 'careervp-prod-users';
const DOCUMENTS = 'careervp-prod-documents';

/** The dozen functions of CareerVP. */
export const FLEET: readonly Member[] = [
  member('vpr-generator', [1400, 2600], 280, 31, { errorRate: 0.004, tables: [DOCUMENTS] }),
  member('cover-letter', [900, 1800], 300, 24, { oddity: 'rolled-back', tables: [DOCUMENTS] }),
  member('cv-tailor', [1100, 2200], 270, 19, { tables: [DOCUMENTS] }),
  member('cv-parser', [420, 900], 260, 27),
  member('job-matcher', [240, 520], 320, 16, { oddity: 'canary' }),
  member('gap-analysis', [650, 1300], 260, 12),
  member('interview-prep', [780, 1500], 40, 9),
  member('auth', [35, 90], 520, 38, { errorRate: 0.0005, hasDays: true, tables: [USERS] }),
  member('profile', [60, 140], 480, 22, { hasDays: true, tables: [USERS] }),
  member('billing', [180, 400], 12, 14, { tables: [USERS] }),
  member('notifications', [90, 210], 260, 11),
  member('export', [1600, 3100], 4, 8, { oddity: 'latest', tables: [DOCUMENTS] }),
];
