'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { BackupsTable } from '#components/tables/backups-table';
import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';
import { Fact } from '#components/ui/fact';
import { Time } from '#components/ui/time';
import { formatBytes, formatCount, formatDuration } from '#lib/core/format';
import type { TableDetails } from '#lib/tables/answers';
import type { RestoreFrom } from '#lib/tables/schema';
import { indexWords, partWords } from '#lib/tables/shape-differences';

const BackUpDialog = dynamic(
  () => import('#components/tables/back-up-dialog').then((file) => file.BackUpDialog),
  { ssr: false },
);
const RestoreDialog = dynamic(
  () => import('#components/tables/restore-dialog').then((file) => file.RestoreDialog),
  { ssr: false },
);
const UsesDialog = dynamic(() => import('#components/tables/uses-dialog').then((file) => file.UsesDialog), {
  ssr: false,
});

type Deed = { is: 'backup' } | { is: 'recovery' } | { is: 'restore'; from: RestoreFrom } | { is: 'uses' };

/** All that is known of a table, and what can be done to keep it or bring it back. */
export function TableFacts({ table, mayChange }: { table: TableDetails; mayChange: boolean }) {
  const [deed, setDeed] = useState<Deed | null>(null);
  const close = () => setDeed(null);
  return (
    <div className="flex flex-col gap-6">
      {mayChange ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => setDeed({ is: 'backup' })}>
            Back up now
          </Button>
          {table.recovery ? (
            <Button onClick={() => setDeed({ is: 'restore', from: { latest: true } })}>
              Restore a point in time
            </Button>
          ) : (
            <Button onClick={() => setDeed({ is: 'recovery' })}>Turn recovery on</Button>
          )}
          <Button onClick={() => setDeed({ is: 'uses' })}>Name its functions</Button>
        </div>
      ) : null}
      <Facts table={table} />
      <BackupsTable
        name={table.name}
        {...(mayChange ? { onRestore: (backupArn) => setDeed({ is: 'restore', from: { backupArn } }) } : {})}
      />
      <Restores table={table} />
      {deed?.is === 'backup' || deed?.is === 'recovery' ? (
        <BackUpDialog table={table} isRecoveryAlone={deed.is === 'recovery'} onClose={close} />
      ) : null}
      {deed?.is === 'restore' ? <RestoreDialog table={table} from={deed.from} onClose={close} /> : null}
      {deed?.is === 'uses' ? <UsesDialog table={table} onClose={close} /> : null}
    </div>
  );
}

function Facts({ table }: { table: TableDetails }) {
  const { shape, recovery } = table;
  const indexes = [...shape.globalIndexes, ...shape.localIndexes];
  return (
    <dl className="grid gap-3 text-14 sm:grid-cols-2">
      <Fact label="Recovery to any second">
        {recovery ? (
          <>
            from <Time at={recovery.earliest} /> to <Time at={recovery.latest} />
          </>
        ) : (
          'off'
        )}
      </Fact>
      <Fact label="Deletion protection">{table.isProtected ? 'on' : 'off'}</Fact>
      <Fact label="Key">{shape.key.map(partWords).join(', ')}</Fact>
      <Fact label="Attributes">
        {shape.attributes.map(({ name, type }) => `${name} (${type})`).join(', ')}
      </Fact>
      <Fact label="Indexes">
        {indexes.length === 0
          ? 'none'
          : indexes.map((index) => (
              <span key={index.name} className="block break-words">
                {index.name}: {indexWords(index)}
              </span>
            ))}
      </Fact>
      <Fact label="Items, as AWS counted them last">
        {formatCount(table.countedItems)}, {formatBytes(table.countedBytes)}
      </Fact>
      <Fact label="Time to live">{table.timeToLive === null ? 'off' : `by ${table.timeToLive}`}</Fact>
      <Fact label="Stream">{table.stream ?? 'off'}</Fact>
      <Fact label="Tags">
        {Object.entries(table.tags).map(([key, value]) => (
          <span key={key} className="block break-all font-mono text-12">
            {key}={value}
          </span>
        ))}
        {Object.keys(table.tags).length === 0 ? 'none' : null}
      </Fact>
      <Fact label="Used by, as people said">
        {table.functions.map((name) => (
          <Link
            key={name}
            href={`/live?function=${name}`}
            className="flex min-h-6 items-center break-all font-mono text-12 hover:underline"
          >
            {name}
          </Link>
        ))}
        {table.functions.length === 0 ? 'nobody has said' : null}
      </Fact>
      <Fact label="ARN">
        <Copyable value={table.arn} label="ARN" />
      </Fact>
      <Fact label="Made">
        <Time at={table.createdAt} />
      </Fact>
    </dl>
  );
}

function Restores({ table }: { table: TableDetails }) {
  if (table.restores.length === 0) return null;
  return (
    <section aria-labelledby="restores">
      <h2 id="restores" className="mb-2 font-medium text-14">
        Restores of it
      </h2>
      <ul className="flex flex-col gap-1 text-14">
        {table.restores.map(({ changeId, target, begunAt, seconds }) => (
          <li key={changeId}>
            <Link href={`/changes/${changeId}`} className="font-medium hover:underline">
              {target}
            </Link>
            , begun <Time at={begunAt} />
            {seconds === null ? ', not ready yet' : `, ready after ${formatDuration(seconds)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
