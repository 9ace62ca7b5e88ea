import clsx from 'clsx';
import { CircleCheck, CircleHelp, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'attention' | 'bad' | 'unknown' | 'neutral';

export const TONE_TEXT: Record<Tone, string> = {
  good: 'text-good-ink',
  attention: 'text-attention-ink',
  bad: 'text-bad-ink',
  unknown: 'text-unknown-ink',
  neutral: 'text-ink-2',
};

export const TONE_BOX: Record<Tone, string> = {
  good: 'bg-good-soft text-good-ink border-good-edge',
  attention: 'bg-attention-soft text-attention-ink border-attention-edge',
  bad: 'bg-bad-soft text-bad-ink border-bad-edge',
  unknown: 'bg-unknown-soft text-unknown-ink border-unknown-edge',
  neutral: 'bg-sunken text-ink-2 border-line',
};

const ICONS = {
  good: CircleCheck,
  attention: TriangleAlert,
  bad: CircleX,
  unknown: CircleHelp,
  neutral: Info,
};

/** The sign of a meaning; colour never carries it alone. */
export function ToneIcon({ tone, size = 14 }: { tone: Tone; size?: number }) {
  const Icon = ICONS[tone];
  return <Icon aria-hidden size={size} className="shrink-0" />;
}

/** A state in one or two words, with its sign. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-full border px-1.5 font-medium text-12 whitespace-nowrap',
        TONE_BOX[tone],
      )}
    >
      {tone === 'neutral' ? null : <ToneIcon tone={tone} size={12} />}
      {children}
    </span>
  );
}
