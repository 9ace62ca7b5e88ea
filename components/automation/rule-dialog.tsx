'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { readDraft, ruleDraft } from '#components/automation/rule-draft';
import { RuleFields } from '#components/automation/rule-fields';
import { RulePreview } from '#components/automation/rule-preview';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { useToast } from '#components/ui/toast';
import type { SavedRule } from '#lib/automation/answers';
import {
  automationKeys,
  createRuleMutation,
  deleteRuleMutation,
  updateRuleMutation,
} from '#lib/automation/client';
import { EVERY_FUNCTION } from '#lib/automation/rule';
import { scopeOf } from '#lib/automation/rule-words';
import type { RuleCreation } from '#lib/automation/schema';
import { TRIGGERS } from '#lib/automation/triggers';

interface RuleDialogProps {
  /** The rule that is edited; null for a new one. */
  rule: SavedRule | null;
  functionNames: readonly string[];
  mayEdit: boolean;
  onClose: () => void;
}

/** One rule: what it decides with, and beneath it what that would have done in the last seven days. */
export function RuleDialog({ rule, functionNames, mayEdit, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState(() => ruleDraft(rule));
  // A new object at each drawing would be a new question each time.
  const { rule: read, faults } = useMemo(() => readDraft(draft), [draft]);
  const shown = useDeferredValue(read);
  const formId = useId();
  const writes = useRuleWrites(rule, onClose);
  const reasons = Object.entries(faults).map(([field, fault]) =>
    field === 'functionName' && draft.functionName === ''
      ? 'Choose a function.'
      : `${LABELS[field] ?? field} ${fault}.`,
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={rule ? `${TRIGGERS[rule.trigger].label} of ${scopeOf(rule)}` : 'A rule for one function'}
      description={rule ? undefined : 'It holds for this function instead of the rule for every function.'}
      footer={
        <>
          {rule && mayEdit && rule.functionName !== EVERY_FUNCTION ? (
            <Button
              variant="danger"
              isLoading={writes.isDeleting}
              onClick={writes.remove}
              className="mr-auto"
            >
              Delete rule
            </Button>
          ) : null}
          <Button onClick={onClose}>{mayEdit ? 'Cancel' : 'Close'}</Button>
          {mayEdit ? (
            <Button
              type="submit"
              form={formId}
              variant="primary"
              reasons={reasons}
              isLoading={writes.isSaving}
            >
              Save rule
            </Button>
          ) : null}
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (read) writes.save(read);
        }}
      >
        <fieldset disabled={!mayEdit}>
          <legend className="sr-only">What it decides with</legend>
          <RuleFields
            draft={draft}
            onDraft={setDraft}
            faults={faults}
            functionNames={rule ? null : functionNames}
          />
        </fieldset>
        {writes.error ? <ErrorState error={writes.error} isInline doing="save the rule" /> : null}
      </form>
      {shown ? (
        <RulePreview rule={shown} />
      ) : (
        <p className="mt-5 text-14 text-ink-2">
          What it would have done is shown once everything above is right.
        </p>
      )}
    </Dialog>
  );
}

const LABELS: Record<string, string> = {
  threshold: 'The threshold',
  points: 'Minutes in a row',
  minimumCalls: 'Minimum calls',
  bakeMinutes: 'The bake window',
  coolDownMinutes: 'The cool-down',
};

function useRuleWrites(rule: SavedRule | null, onClose: () => void) {
  const client = useQueryClient();
  const toast = useToast();
  const creating = useMutation(createRuleMutation());
  const updating = useMutation(updateRuleMutation());
  const deleting = useMutation(deleteRuleMutation());
  const done = (title: string) => ({
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: automationKeys.all });
      toast({ title, tone: 'good' as const });
      onClose();
    },
  });
  return {
    save: (read: RuleCreation) => {
      if (!rule) return creating.mutate(read, done('Rule made'));
      const { trigger: _trigger, functionName: _name, ...settings } = read;
      return updating.mutate({ ...settings, id: rule.id, version: rule.version }, done('Rule changed'));
    },
    remove: () => {
      if (rule) deleting.mutate(rule, done('Rule deleted: the one for every function holds again'));
    },
    isSaving: creating.isPending || updating.isPending,
    isDeleting: deleting.isPending,
    error: creating.error ?? updating.error ?? deleting.error,
  };
}
