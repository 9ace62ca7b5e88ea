/** The three deploys that change a table's data without a way back, in their order. */
export const MIGRATION_STEPS = ['both_formats', 'data', 'new_format'] as const;

export type MigrationStep = (typeof MIGRATION_STEPS)[number];

export const STEP_WORDS: Record<MigrationStep, { label: string; why: string; proof: string }> = {
  both_formats: {
    label: 'Deploy code that handles both formats',
    why: 'From now on old and new items may stand side by side, and a rollback of code breaks nothing.',
    proof: 'the deploy that brought it',
  },
  data: {
    label: 'Migrate the data in the background',
    why: 'No item may be left in the old format.',
    proof: 'what shows that none is left: counts, a query, a log',
  },
  new_format: {
    label: 'Deploy code that needs the new format',
    why: 'From here there is no way back to code that knows the old format alone.',
    proof: 'the deploy that brought it',
  },
};

/** A step that was done, with what proves it. */
export interface DoneStep {
  step: MigrationStep;
  changeId: string | null;
  evidence: string | null;
  doneBy: string;
  doneAt: string;
}

/** The step that comes next; null when all are done. */
export function nextStep(done: readonly Pick<DoneStep, 'step'>[]): MigrationStep | null {
  return MIGRATION_STEPS.find((step) => !done.some((one) => one.step === step)) ?? null;
}

/** A deploy, as far as it can prove a step. */
export interface ProvingChange {
  id: string;
  kind: string;
  status: string;
  startedAt: Date | null;
}

const DEPLOYS = ['deploy', 'emergency-deploy'];

/** Why a change does not prove that the next step was done, in words; null when it does. */
export function whyNoProof(change: ProvingChange | null, done: readonly DoneStep[]): string | null {
  if (!change) return 'There is no such change.';
  if (!DEPLOYS.includes(change.kind)) return `A ${change.kind} brings no code: name the deploy.`;
  if (change.status !== 'done' && change.status !== 'verifying')
    return `That deploy is ${change.status}, not done.`;
  if (done.some(({ changeId }) => changeId === change.id)) return 'That deploy proves another step already.';
  const last = done.at(-1);
  const isTooEarly = last && change.startedAt && change.startedAt.getTime() < Date.parse(last.doneAt);
  return isTooEarly ? `That deploy began before "${STEP_WORDS[last.step].label}" was done.` : null;
}
