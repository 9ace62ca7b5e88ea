'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PanelState } from '#components/funnels/panel-state';
import { type Column, Table } from '#components/ui/table';
import { formatCount, formatRatio } from '#lib/core/format';
import type { OtherRulesAnswer } from '#lib/funnels/answers';
import { otherRulesOptions } from '#lib/funnels/client';
import type { FunnelQuestionInput } from '#lib/funnels/schema';

interface OtherRulesPanelProps {
  question: FunnelQuestionInput;
  stepNames: string[];
}

interface RuleRow {
  name: string;
  explanation: string;
  counts: number[];
}

/** Why another tool shows another number for the same events; counted only when somebody looks. */
export function OtherRulesPanel({ question, stepNames }: OtherRulesPanelProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-box border border-line bg-surface px-4 py-3"
    >
      <summary className="font-semibold text-16">How other tools would count it</summary>
      {isOpen ? <Comparison question={question} stepNames={stepNames} /> : null}
    </details>
  );
}

function Comparison({ question, stepNames }: OtherRulesPanelProps) {
  const rules = useQuery(otherRulesOptions(question));
  return (
    <div className="mt-3">
      <PanelState query={rules} doing="count by other rules" height="h-40">
        {(answer) => <RulesTable answer={answer} stepNames={stepNames} />}
      </PanelState>
    </div>
  );
}

function RulesTable({ answer, stepNames }: { answer: OtherRulesAnswer; stepNames: string[] }) {
  const ours = {
    name: 'Flightdeck',
    explanation: 'The furthest run of each counts once.',
    counts: answer.ours,
  };
  const rows: RuleRow[] = [ours, ...answer.others];
  const columns: Column<RuleRow>[] = [
    { id: 'rule', header: 'Rule', isRowHeader: true, cell: ({ name }) => name },
    ...stepNames.map(
      (name, index): Column<RuleRow> => ({
        id: `step-${index + 1}`,
        header: `${index + 1} ${name}`,
        align: 'end',
        cell: ({ counts }) => <Count count={counts[index] ?? null} ours={answer.ours[index] ?? 0} />,
      }),
    ),
  ];
  return (
    <>
      <Table
        caption="The same events under other rules"
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <ul className="mt-2 flex flex-col gap-1 text-12 text-ink-2">
        {answer.others.map(({ name, explanation }) => (
          <li key={name}>
            <span className="font-medium">{name}:</span> {explanation}
          </li>
        ))}
      </ul>
    </>
  );
}

function Count({ count, ours }: { count: number | null; ours: number }) {
  if (count === null) return <span className="text-ink-3">no data</span>;
  return (
    <>
      {formatCount(count)}
      {count === ours || ours === 0 ? null : (
        <span className="ml-1 text-12 text-ink-3">{formatRatio(count / ours)}</span>
      )}
    </>
  );
}
