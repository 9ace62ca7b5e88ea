'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { NoSegment } from '#components/adoption/feature/no-segment';
import { ChartFrame } from '#components/charts/chart-frame';
import { PanelState } from '#components/funnels/panel-state';
import { OpenNumber } from '#components/ui/open-number';
import { Table } from '#components/ui/table';
import type { BrokenBy } from '#lib/adoption/answers';
import { powerCurveOptions } from '#lib/adoption/client';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import { figuresOf } from '#lib/adoption/figures-of';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { powerMessage } from '#lib/adoption/power-message';
import { formatCount, formatPercent } from '#lib/core/format';

const Histogram = dynamic(() => import('#components/charts/histogram'), { ssr: false });

interface PowerPanelProps {
  question: FeatureQuestion;
  segment: BrokenBy | null;
  onPeople: (choice: PeopleChoice) => void;
}

type Point = { days: number; users: number };

/** Users by the number of their active days in the four weeks that end with the period. */
export function PowerPanel({ question, segment, onPeople }: PowerPanelProps) {
  const { compare: _, ...asked } = question;
  const curve = useQuery(powerCurveOptions(asked));
  const points = curve.data ? (figuresOf<{ points: Point[] }>(curve.data, segment)?.points ?? null) : null;
  const rows = (points ?? []).map(({ days, users }) => [days, users]);
  return (
    <ChartFrame
      title="Power users"
      sentence={points ? powerMessage(points) : 'On how many of 28 days people use it.'}
      data={{ head: ['Active days of 28', 'Users'], rows, exact: rows }}
      table={<PowerTable points={points ?? []} onPeople={onPeople} />}
      isStale={curve.isPlaceholderData}
    >
      <PanelState query={curve} doing="count active days" height="h-56">
        {() => (points ? <Bars points={points} /> : <NoSegment />)}
      </PanelState>
    </ChartFrame>
  );
}

function Bars({ points }: { points: Point[] }) {
  const all = points.reduce((sum, { users }) => sum + users, 0);
  const bins = points.map(({ days, users }) => ({ from: days, label: String(days), count: users }));
  const describe = (days: string) => {
    const users = points[Number(days) - 1]?.users ?? 0;
    const share = all === 0 ? '' : ` (${formatPercent(users / all)})`;
    return `On ${days} ${days === '1' ? 'day' : 'days'} of 28: ${formatCount(users)} users${share}`;
  };
  return (
    <div className="h-56 rounded-box border border-line bg-surface p-3">
      <Histogram bins={bins} describe={describe} />
    </div>
  );
}

function PowerTable({ points, onPeople }: { points: Point[]; onPeople: PowerPanelProps['onPeople'] }) {
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table
        caption="Users by active days of 28"
        columns={[
          { id: 'days', header: 'Active days of 28', isRowHeader: true, cell: ({ days }) => days },
          {
            id: 'users',
            header: 'Users',
            align: 'end',
            cell: ({ days, users }) => (
              <OpenNumber
                label={`${formatCount(users)} users on ${days} days. Show them.`}
                onSelect={() => onPeople({ of: 'power', days })}
                isEmpty={users === 0}
              >
                {formatCount(users)}
              </OpenNumber>
            ),
          },
        ]}
        rows={points}
        rowKey={({ days }) => String(days)}
      />
    </div>
  );
}
