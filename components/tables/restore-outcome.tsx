'use client';

import { useEffect, useState } from 'react';
import { Badge, type Tone } from '#components/ui/badge';
import { Copyable } from '#components/ui/copyable';
import { Notice } from '#components/ui/notice';
import { Time } from '#components/ui/time';
import type { SavedChange } from '#lib/changes/answers';
import { formatCount, formatDuration } from '#lib/core/format';
import type { ItemDifferences } from '#lib/tables/compare-items';
import { historySentence } from '#lib/tables/history-sentence';
import type { RestoreReport, RestoreVerdict } from '#lib/tables/restore-report';

const WORDS: Record<RestoreVerdict, string> = {
  identical: 'Identical',
  source_differs: 'Source differs',
  mismatch: 'Mismatch',
  source_gone: 'Nothing to compare with',
};

const TONES: Record<RestoreVerdict, Tone> = {
  identical: 'good',
  source_differs: 'attention',
  mismatch: 'bad',
  source_gone: 'unknown',
};

/** What came of a restore: how long it has been running, or what verifying it found. */
export function RestoreOutcome({ change }: { change: SavedChange<'table-restore'> }) {
  if (change.status === 'running') return <Running change={change} />;
  return change.result ? <Report report={change.result} /> : null;
}

const SECOND_MS = 1000;

function Running({ change }: { change: SavedChange<'table-restore'> }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const begun = change.startedAt === null ? now : Date.parse(change.startedAt);
  const [plan] = change.plan;
  return (
    <Notice>
      <p className="tabular-nums" suppressHydrationWarning>
        Running for {formatDuration(Math.max(0, Math.round((now - begun) / 1000)))}.
      </p>
      <p className="text-12">
        {plan ? historySentence(plan.history) : null} AWS does not say how far it is. You may close this page.
      </p>
    </Notice>
  );
}

function Report({ report }: { report: RestoreReport }) {
  return (
    <section
      aria-labelledby="report"
      className="flex flex-col gap-4 rounded-box border border-line bg-surface p-4"
    >
      <h2 id="report" className="flex flex-wrap items-center gap-2 font-medium text-16">
        Report <Badge tone={TONES[report.verdict]}>{WORDS[report.verdict]}</Badge>
      </h2>
      <p className="break-words text-14">{report.sentence}</p>
      <dl className="grid gap-x-6 gap-y-3 text-14 sm:grid-cols-2">
        <Fact label="Items restored">{formatCount(report.restored.items)}</Fact>
        <Fact label="Items in the source now">
          {report.source ? formatCount(report.source.items) : 'the source is gone'}
        </Fact>
        <Fact label="Hash of all restored items">
          <Copyable value={report.restored.hash} label="hash" shown={16} />
        </Fact>
        <Fact label="Hash of all items of the source">
          {report.source ? (
            <Copyable value={report.source.hash} label="hash" shown={16} />
          ) : (
            'the source is gone'
          )}
        </Fact>
        <Fact label="Compared one by one">
          {formatCount(report.sample.compared)}, of which {formatCount(report.sample.differing.length)} differ
        </Fact>
        <Fact label="Content of">
          <Time at={report.moment} />
        </Fact>
        <Fact label="AWS restored for">{formatDuration(report.restoreSeconds)}</Fact>
        {report.backupItems === null ? null : (
          <Fact label="Items in the backup, as AWS says">about {formatCount(report.backupItems)}</Fact>
        )}
      </dl>
      <Faults title="Keys, attributes and indexes" faults={report.shape} />
      <Faults title="Settings" faults={report.settings} />
      {report.differences ? <Differences differences={report.differences} /> : null}
      <p className="text-12 text-ink-2">
        Checked <Time at={report.checkedAt} />. Readers still use {report.table}: switching them over is yours
        to do.
      </p>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-12 text-ink-2">{label}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}

function Faults({ title, faults }: { title: string; faults: readonly string[] }) {
  return (
    <div className="text-14">
      <h3 className="text-12 text-ink-2">{title}</h3>
      {faults.length === 0 ? (
        <p>As they were.</p>
      ) : (
        <ul className="list-disc pl-5 text-bad-ink">
          {faults.map((fault) => (
            <li key={fault} className="break-words">
              {fault}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const KINDS = [
  ['changed', 'Other in the source'],
  ['onlyInSource', 'In the source alone'],
  ['onlyInRestore', 'In the restored table alone'],
] as const;

function Differences({ differences }: { differences: ItemDifferences }) {
  return (
    <div className="flex flex-col gap-2 text-14">
      <h3 className="text-12 text-ink-2">Items that differ, by key</h3>
      {KINDS.map(([kind, words]) => {
        const { count, keys } = differences[kind];
        if (count === 0) return null;
        return (
          <details key={kind}>
            <summary className="min-h-6 cursor-pointer">
              {words}: {formatCount(count)}
            </summary>
            <ul className="mt-1 flex flex-col gap-1 pl-4 font-mono text-12">
              {keys.map((key) => (
                <li key={key} className="break-all">
                  {key}
                </li>
              ))}
              {keys.length === 0 ? (
                <li className="font-sans">Keys of items are shown to engineers and admins.</li>
              ) : null}
              {keys.length > 0 && count > keys.length ? (
                <li className="font-sans">and {formatCount(count - keys.length)} more</li>
              ) : null}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
