'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { SectionGroup } from '#components/shell/sections';

interface NavigationProps {
  groups: readonly SectionGroup[];
  onNavigate?: () => void;
}

/** The sections that a person may use; the one they are in is marked. */
export function Navigation({ groups, onNavigate }: NavigationProps) {
  const path = usePathname();
  return (
    <nav aria-label="Sections" className="flex flex-col gap-5">
      {groups.map((group) => (
        <div key={group.label}>
          <p className="px-2 pb-1 text-12 text-ink-3">{group.label}</p>
          <ul className="flex flex-col gap-px">
            {group.sections.map(({ label, href, also, icon: Icon }) => {
              const isHere = path === href || path === also || path.startsWith(`${href}/`);
              return (
                <li key={href}>
                  <Link
                    href={href}
                    aria-current={isHere ? 'page' : undefined}
                    {...(onNavigate ? { onClick: onNavigate } : {})}
                    className={clsx(
                      'flex h-8 items-center gap-2 rounded-box px-2 text-14 transition-colors',
                      isHere ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
                    )}
                  >
                    <Icon aria-hidden size={16} className={isHere ? 'text-accent-ink' : 'text-ink-3'} />
                    {label}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
