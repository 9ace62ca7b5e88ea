import type { Route } from 'next';
import Link from 'next/link';
import { RateCell, UsersCell } from '#components/adoption/overview/metric-cell';
import { type Column, Table } from '#components/ui/table';
import type { FeatureOverview } from '#lib/adoption/overview';
import type { OverviewAnswer } from '#lib/adoption/overview-answers';
import { OVERVIEW_METRICS } from '#lib/adoption/overview-metrics';
import { METRIC_LABELS } from '#lib/adoption/overview-rates';
import { type AdoptionView, featurePath, viewLink } from '#lib/adoption/url-state';

interface FeatureTableProps {
  answer: OverviewAnswer;
  view: AdoptionView;
  isStale: boolean;
}

/** The features side by side, first those of whose change there is most evidence; on a phone one below the other. */
export function FeatureTable({ answer, view, isStale }: FeatureTableProps) {
  const { features, definitions } = answer;
  const columns: Column<FeatureOverview>[] = [
    {
      id: 'feature',
      header: 'Feature',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (feature) => <Name feature={feature} view={view} />,
    },
    ...OVERVIEW_METRICS.map(
      (metric): Column<FeatureOverview> => ({
        id: metric,
        header: METRIC_LABELS[metric],
        hint: definitions[metric],
        sortBy: ({ metrics }) => metrics[metric].now.rate,
        cell: (feature) => <RateCell feature={feature} metric={metric} definitions={definitions} />,
      }),
    ),
    {
      id: 'users',
      header: 'Active users',
      sortBy: ({ activeUsers }) => activeUsers.now,
      cell: (feature) => <UsersCell feature={feature} />,
    },
  ];
  return (
    <>
      <Table
        caption="Features, most surely changed first"
        columns={columns}
        rows={features}
        rowKey={({ feature }) => feature}
        isStale={isStale}
        className="max-lg:hidden"
      />
      <ul className="flex flex-col gap-3 lg:hidden">
        {features.map((feature) => (
          <li key={feature.feature} className="rounded-box border border-line bg-surface p-3">
            <Name feature={feature} view={view} />
            <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
              {OVERVIEW_METRICS.map((metric) => (
                <div key={metric}>
                  <dt className="text-12 text-ink-2">{METRIC_LABELS[metric]}</dt>
                  <dd>
                    <RateCell feature={feature} metric={metric} definitions={definitions} />
                  </dd>
                </div>
              ))}
              <div>
                <dt className="text-12 text-ink-2">Active users</dt>
                <dd>
                  <UsersCell feature={feature} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function Name({ feature: { feature, name }, view }: { feature: FeatureOverview; view: AdoptionView }) {
  return (
    <span className="flex flex-col">
      <Link href={viewLink(featurePath(feature), view) as Route} className="font-medium hover:underline">
        {name}
      </Link>
      {name === feature ? null : <span className="font-mono font-normal text-12 text-ink-3">{feature}</span>}
    </span>
  );
}
