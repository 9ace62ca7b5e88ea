import type { ServedScenario } from '#lib/automation/decision-answers';
import type { ChangeRequest } from '#lib/changes/schema';
import { environmentOf } from '#lib/core/environment-of';

/** A deed of which everything is known. */
export type WholeDeed =
  | { do: 'roll_back'; functions: string[]; toVersion?: string }
  | { do: 'take_back_stack'; stack: string }
  | { do: 'restore_table'; table: string };

const MOST_IN_A_REASON = 2000;

/** The change that a step plans, with why, and the incident that it belongs to. */
export function changeFor(
  deed: WholeDeed,
  { title, evidence }: Pick<ServedScenario, 'title' | 'evidence'>,
  incidentId: string,
): ChangeRequest {
  const said = evidence.map(({ sentence }) => sentence).join(' ');
  const reason = `${title}: ${said}`.slice(0, MOST_IN_A_REASON);
  const common = { reason, incidentId };
  if (deed.do === 'take_back_stack') {
    return { ...common, kind: 'stack-rollback', environment: environmentOf(deed.stack), stack: deed.stack };
  }
  if (deed.do === 'restore_table') {
    const environment = environmentOf(deed.table);
    return { ...common, kind: 'table-restore', environment, table: deed.table, from: { latest: true } };
  }
  // One plan is for one environment; what is elsewhere has a button of its own when this is done.
  const environment = environmentOf(deed.functions[0] ?? '');
  const { toVersion } = deed;
  const targets = deed.functions
    .filter((name) => environmentOf(name) === environment)
    .map((name) => ({ function: name, ...(toVersion === undefined ? {} : { toVersion }) }));
  return { ...common, kind: 'rollback', environment, targets };
}
