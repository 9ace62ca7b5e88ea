'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Input, Textarea } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { useToast } from '#components/ui/toast';
import { decisionKeys, reportMutation } from '#lib/automation/decision-client';
import { TriggerReportCreation } from '#lib/automation/report-schema';

const KINDS = [
  { value: 'vulnerability', label: 'A vulnerability (CVE)' },
  { value: 'query_failures', label: 'Queries that fail' },
] as const;

const EMPTY = { kind: 'vulnerability', key: '', summary: '', functions: '', tables: '', href: '' };
type Draft = Omit<typeof EMPTY, 'kind'> & { kind: (typeof KINDS)[number]['value'] };

/** Reports what no metric tells, so that its row of the matrix holds. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, kind: 'vulnerability' });
  const client = useQueryClient();
  const toast = useToast();
  const reporting = useMutation(reportMutation());
  const parsed = TriggerReportCreation.safeParse(contentOf(draft));
  const fault = (field: string) =>
    draft[field as keyof Draft] === ''
      ? undefined
      : parsed.error?.issues.find(({ path }) => path[0] === field)?.message;
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const reasons = parsed.error?.issues.map(({ path, message }) => {
    const field = String(path[0]);
    return `${LABELS[field] ?? field} ${message}.`;
  });
  const report = () => {
    if (!parsed.data) return;
    reporting.mutate(parsed.data, {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: decisionKeys.all });
        toast({ title: 'Reported: its row holds now', tone: 'good' });
        onClose();
      },
    });
  };
  return (
    <FormDialog
      title="Report what hurts"
      description="It lights up its row of the matrix, for everybody. Programs report the same by the API."
      action="Report"
      reasons={[...new Set(reasons)]}
      isBusy={reporting.isPending}
      error={reporting.error}
      doing="report it"
      onSubmit={report}
      onClose={onClose}
    >
      <ReportFields draft={draft} set={set} fault={fault} />
    </FormDialog>
  );
}

interface ReportFieldsProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  /** What is wrong with a field that is not empty. */
  fault: (field: string) => string | undefined;
}

function ReportFields({ draft, set, fault }: ReportFieldsProps) {
  const text = (field: 'key' | 'functions' | 'tables' | 'href', label: string, hint: string) => (
    <Field label={label} hint={hint} error={fault(field)}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          value={draft[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={KINDS}
            value={draft.kind}
            onValueChange={(kind) => set({ kind })}
          />
        )}
      </Field>
      {draft.kind === 'vulnerability'
        ? text('key', 'CVE', 'Like CVE-2026-12345.')
        : text('key', 'What fails', 'A query or an access pattern, as you call it.')}
      <Field label="What was found" error={fault('summary')}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={1000}
            value={draft.summary}
            onChange={(event) => set({ summary: event.target.value })}
          />
        )}
      </Field>
      {text('functions', 'Functions (optional)', 'By name, with spaces between them.')}
      {draft.kind === 'query_failures'
        ? text('tables', 'Tables (optional)', 'By name, with spaces between them.')
        : null}
      {text('href', 'Link (optional)', 'https://…')}
    </>
  );
}

const LABELS: Record<string, string> = {
  key: 'The name',
  summary: 'What was found',
  functions: 'Each function',
  tables: 'Each table',
  href: 'The link',
};

function contentOf({ kind, key, summary, functions, tables, href }: Draft) {
  return {
    kind,
    key: key.trim(),
    summary,
    functions: wordsIn(functions),
    tables: wordsIn(tables),
    ...(href.trim() === '' ? {} : { href: href.trim() }),
  };
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
