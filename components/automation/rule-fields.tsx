import { MODE_HINTS, MODE_WORDS } from '#components/automation/automation-words';
import type { RuleDraft } from '#components/automation/rule-draft';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { MODES } from '#lib/automation/rule';
import { TRIGGER_IDS, TRIGGERS } from '#lib/automation/triggers';

interface RuleFieldsProps {
  draft: RuleDraft;
  onDraft: (draft: RuleDraft) => void;
  /** What is wrong, by field. */
  faults: Record<string, string>;
  /** Functions that may be chosen; null for a rule that is there already. */
  functionNames: readonly string[] | null;
}

/** Everything that a rule decides with. */
export function RuleFields({ draft, onDraft, faults, functionNames }: RuleFieldsProps) {
  const set = (part: Partial<RuleDraft>) => onDraft({ ...draft, ...part });
  const number = (name: 'threshold' | 'points' | 'minimumCalls' | 'bakeMinutes' | 'coolDownMinutes') => ({
    value: draft[name],
    error: faults[name],
    onValue: (value: string) => set({ [name]: value }),
  });
  const { unit } = TRIGGERS[draft.trigger];
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {functionNames ? <WhoseFields draft={draft} set={set} faults={faults} names={functionNames} /> : null}
      <NumberField
        label={`Threshold (${unit})`}
        hint="Strictly above it is too much."
        {...number('threshold')}
      />
      <NumberField label="Minutes in a row" hint="So many must be above it." {...number('points')} />
      <NumberField
        label="Minimum calls a minute"
        hint="A minute with fewer says nothing."
        {...number('minimumCalls')}
      />
      <Field label="Mode" hint={MODE_HINTS[draft.mode]}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={MODES.map((value) => ({ value, label: MODE_WORDS[value] }))}
            value={draft.mode}
            onValueChange={(mode) => set({ mode })}
          />
        )}
      </Field>
      <NumberField
        label="Bake window (min)"
        hint="Only a deployment so young is rolled back."
        {...number('bakeMinutes')}
      />
      <NumberField
        label="Cool-down (min)"
        hint="So long after one automatic rollback there is no other."
        {...number('coolDownMinutes')}
      />
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
}

function NumberField({ label, hint, value, error, onValue }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

interface WhoseFieldsProps {
  draft: RuleDraft;
  set: (part: Partial<RuleDraft>) => void;
  faults: Record<string, string>;
  names: readonly string[];
}

function WhoseFields({ draft, set, faults, names }: WhoseFieldsProps) {
  return (
    <>
      <Field label="Function" error={draft.functionName === '' ? undefined : faults.functionName}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={[
              { value: '', label: 'Choose one …' },
              ...names.map((value) => ({ value, label: value })),
            ]}
            value={draft.functionName}
            onValueChange={(functionName) => set({ functionName })}
          />
        )}
      </Field>
      <Field label="Trigger">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={TRIGGER_IDS.map((value) => ({ value, label: TRIGGERS[value].label }))}
            value={draft.trigger}
            onValueChange={(trigger) => {
              const { threshold, points, minimumCalls } = TRIGGERS[trigger];
              set({
                trigger,
                threshold: `${threshold}`,
                points: `${points}`,
                minimumCalls: `${minimumCalls}`,
              });
            }}
          />
        )}
      </Field>
    </>
  );
}
