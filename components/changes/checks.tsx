import { TONE_TEXT, type Tone, ToneIcon } from '#components/ui/badge';
import type { Check } from '#lib/core/errors';

const TONES: Record<Check['status'], Tone> = { pass: 'good', fail: 'bad', wait: 'attention' };
const SAID: Record<Check['status'], string> = { pass: 'holds', fail: 'does not hold', wait: 'not yet' };

/** Everything that must hold before the change may begin, all at once. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {checks.map(({ id, label, status, reason }) => (
        <li key={id} className="flex items-start gap-2 text-14">
          <span className={`mt-[3px] ${TONE_TEXT[TONES[status]]}`}>
            <ToneIcon tone={TONES[status]} />
          </span>
          <span>
            {label} <span className="sr-only">({SAID[status]})</span>
            <span className="block text-12 text-ink-2">{reason}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
