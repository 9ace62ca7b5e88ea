'use client';

import { MODE_TONE, MODE_WORDS } from '#components/automation/automation-words';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { Coverage, Rules, SavedRule } from '#lib/automation/answers';
import { ruleFor } from '#lib/automation/rule';
import { conditionOf, scopeOf } from '#lib/automation/rule-words';
import { TRIGGER_IDS, TRIGGERS } from '#lib/automation/triggers';

interface RulesTableProps {
  rules: Rules;
  mayEdit: boolean;
  onOpen: (rule: SavedRule) => void;
}

/** The rules in the order of the runbook, those for every function before the exceptions. */
export function RulesTable({ rules, mayEdit, onOpen }: RulesTableProps) {
  const rank = ({ trigger, functionName }: SavedRule) =>
    `${TRIGGER_IDS.indexOf(trigger)} ${functionName === '*' ? '' : functionName}`;
  return (
    <Table
      caption="Rules"
      columns={columns(rules, mayEdit, onOpen)}
      rows={[...rules.rules].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))}
      rowKey={({ id }) => id}
      details={(rule) => <RuleDetails rule={rule} coverage={coverageOf(rules, rule)} />}
    />
  );
}

function coverageOf({ coverage, rules }: Rules, rule: SavedRule): Coverage[] {
  return coverage.filter(
    ({ functionName, trigger }) => ruleFor(rules, functionName, trigger)?.id === rule.id,
  );
}

function columns(rules: Rules, mayEdit: boolean, onOpen: (rule: SavedRule) => void): Column<SavedRule>[] {
  return [
    {
      id: 'rule',
      header: 'Rule',
      isRowHeader: true,
      cell: (rule) => (
        <div className="py-1.5">
          <button
            type="button"
            onClick={() => onOpen(rule)}
            className="text-left font-medium hover:underline"
          >
            {TRIGGERS[rule.trigger].label}
          </button>
          <p className="break-words text-12 text-ink-2">{scopeOf(rule)}</p>
        </div>
      ),
    },
    {
      id: 'when',
      header: 'Fires',
      hideBelow: 'sm',
      cell: (rule) => conditionOf(rule),
    },
    {
      id: 'watched',
      header: 'Watched by',
      hideBelow: 'md',
      hint: 'An alarm of CloudWatch that is set as the rule, or the metric itself.',
      cell: (rule) => <Watched coverage={coverageOf(rules, rule)} isRead={rules.isRead} />,
    },
    {
      id: 'mode',
      header: 'Mode',
      width: 'w-28',
      cell: ({ mode }) => <Badge tone={MODE_TONE[mode]}>{MODE_WORDS[mode]}</Badge>,
    },
    {
      id: 'edit',
      header: 'Action',
      align: 'end',
      width: 'w-24',
      cell: (rule) => (
        <Button
          size="small"
          aria-label={`${mayEdit ? 'Edit' : 'See'} ${TRIGGERS[rule.trigger].label} of ${scopeOf(rule)}`}
          onClick={() => onOpen(rule)}
        >
          {mayEdit ? 'Edit' : 'See'}
        </Button>
      ),
    },
  ];
}

function Watched({ coverage, isRead }: { coverage: readonly Coverage[]; isRead: boolean }) {
  if (!isRead) return <span className="text-ink-3">Reading …</span>;
  const count = (by: Coverage['by']) => coverage.filter((one) => one.by === by).length;
  const red = coverage.filter(({ state }) => state === 'ALARM').length;
  const parts = [
    [count('alarm'), 'alarms'],
    [count('metric'), 'metrics'],
    [count('nothing'), 'not watched'],
  ].flatMap(([number, word]) => (number ? `${number} ${word}` : []));
  if (parts.length === 0) return <span className="text-ink-3">nothing</span>;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {parts.join(', ')}
      {red > 0 ? <Badge tone="bad">{red} red</Badge> : null}
    </span>
  );
}

const STATE_WORDS = { OK: 'clear', ALARM: 'red', INSUFFICIENT_DATA: 'no data' };

function RuleDetails({ rule, coverage }: { rule: SavedRule; coverage: readonly Coverage[] }) {
  return (
    <div className="flex flex-col gap-2 text-12 text-ink-2">
      <p>
        {TRIGGERS[rule.trigger].label} {conditionOf(rule)}. Only a deployment of the last {rule.bakeMinutes}{' '}
        min is rolled back, once, and not within {rule.coolDownMinutes} min of another automatic rollback.
        Minutes with fewer than {rule.minimumCalls} calls say nothing. Changed by {rule.updatedBy}{' '}
        <Time at={rule.updatedAt} />.
      </p>
      <ul className="flex flex-col gap-1">
        {coverage.map(({ functionName, state, sentence }) => (
          <li key={functionName}>
            <span className="break-all font-mono">{functionName}</span>:{' '}
            {state ? `${STATE_WORDS[state]}, ` : ''}
            {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
