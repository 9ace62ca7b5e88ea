'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { SectionGroup } from '#components/shell/sections';

interface Shortcuts {
  groups: readonly SectionGroup[];
  onPalette: () => void;
  onHelp: () => void;
}

const SECOND_KEY_WITHIN_MS = 1200;

/** ⌘K or Ctrl+K opens the palette, `?` the list of keys, `g` and a letter goes to a section. */
export function useShortcuts({ groups, onPalette, onHelp }: Shortcuts): void {
  const router = useRouter();
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return onPalette();
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') return onHelp();
      const sections = groups.flatMap((group) => group.sections);
      const section = event.timeStamp < goUntil && sections.find(({ key }) => key === event.key);
      goUntil = event.key === 'g' ? event.timeStamp + SECOND_KEY_WITHIN_MS : 0;
      if (section) router.push(section.href);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [groups, onPalette, onHelp, router]);
}

/** Single keys belong to whoever types, and to an open dialog. */
function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('dialog:modal')) return true;
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
