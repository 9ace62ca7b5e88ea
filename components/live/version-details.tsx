'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';
import { Time } from '#components/ui/time';
import type { LiveFunction, ServedVersion } from '#lib/functions/answers';
import type { VersionFate } from '#lib/functions/retention';

const RollBackDialog = dynamic(
  () => import('#components/live/roll-back-dialog').then((file) => file.RollBackDialog),
  { ssr: false },
);
const MarkDialog = dynamic(() => import('#components/live/mark-dialog').then((file) => file.MarkDialog), {
  ssr: false,
});

interface VersionDetailsProps {
  found: LiveFunction;
  version: ServedVersion;
  /** What a clean-up would do with it, once somebody asked. */
  fate?: VersionFate | undefined;
  mayChange: boolean;
}

/** What is known of a version, and what can be done with it. */
export function VersionDetails({ found, version, fate, mayChange }: VersionDetailsProps) {
  return (
    <div className="flex flex-col gap-1 text-12 text-ink-2">
      {version.description ? <p>{version.description}</p> : null}
      <p className="flex flex-wrap items-center gap-1">
        Code <Copyable value={version.codeSha256} label="Copy the hash of the code" shown={10} />
      </p>
      {version.bad ? (
        <p>
          Marked as bad by {version.bad.by} <Time at={version.bad.at} />: {version.bad.reason}
        </p>
      ) : null}
      {version.stateReason ? <p>{version.stateReason}</p> : null}
      <p>
        {version.served.length === 0
          ? 'It was never seen live.'
          : version.served.map(({ from, until, by }) => (
              <span key={from} className="block">
                Seen live from <Time at={from} /> to {until ? <Time at={until} /> : 'now'}
                {by ? `, put there by ${by}` : ''}.
              </span>
            ))}
      </p>
      <p>
        {version.changed.length === 0
          ? 'Its configuration is that of the version before.'
          : `Configured otherwise than the version before: ${version.changed.join('; ')}.`}
      </p>
      {fate ? (
        <p>
          {fate.isKept ? 'A clean-up would keep it' : 'A clean-up may delete it'}: {fate.reasons.join(' ')}
        </p>
      ) : null}
      {mayChange ? <Deeds found={found} version={version} /> : null}
    </div>
  );
}

function Deeds({ found, version }: Pick<VersionDetailsProps, 'found' | 'version'>) {
  const [open, setOpen] = useState<'roll-back' | 'mark' | null>(null);
  const close = () => setOpen(null);
  const isEligible = version.weight < 1 && !version.bad;
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {isEligible ? (
        <Button
          size="small"
          aria-label={`Roll back to version ${version.version}`}
          onClick={() => setOpen('roll-back')}
        >
          Roll back to it…
        </Button>
      ) : null}
      <Button
        size="small"
        aria-label={`${version.bad ? 'Clear the mark of' : 'Mark as bad'} version ${version.version}`}
        onClick={() => setOpen('mark')}
      >
        {version.bad ? 'Clear the mark…' : 'Mark as bad…'}
      </Button>
      {open === 'roll-back' ? (
        <RollBackDialog functions={[found]} toVersion={version.version} onClose={close} />
      ) : null}
      {open === 'mark' ? <MarkDialog functionName={found.name} version={version} onClose={close} /> : null}
    </div>
  );
}
