'use client';

import type { SectionGroup } from '#components/shell/sections';
import { Dialog } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';

interface KeysDialogProps {
  groups: readonly SectionGroup[];
  onClose: () => void;
}

/** Every key that does something. */
export function KeysDialog({ groups, onClose }: KeysDialogProps) {
  const sections = groups.flatMap((group) => group.sections);
  const rows: { keys: string[]; meaning: string }[] = [
    { keys: ['⌘ K', 'Ctrl K'], meaning: 'Find pages, functions, funnels, people and actions' },
    { keys: ['?'], meaning: 'This list' },
    { keys: ['Esc'], meaning: 'Close what is open' },
    { keys: ['Alt ↑', 'Alt ↓'], meaning: 'Move a step of a funnel up or down' },
    { keys: ['T'], meaning: 'Show the chart in focus as a table, and back' },
    ...sections.map(({ key, label }) => ({ keys: [`g ${key}`], meaning: `Go to ${label}` })),
  ];
  return (
    <Dialog isOpen onClose={onClose} title="Keys">
      <dl className="mb-4 grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {rows.map(({ keys, meaning }) => (
          <div key={meaning} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
