'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import {
  Database,
  FileUp,
  Filter,
  KeyRound,
  Layers,
  LogOut,
  Plus,
  RadioTower,
  Siren,
  SunMoon,
  Undo2,
  UserRound,
} from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { findWords } from '#components/shell/find-words';
import type { SectionGroup } from '#components/shell/sections';
import { signOut } from '#components/shell/sign-out';
import { seenNamesOptions } from '#components/shell/state-options';
import { switchTheme } from '#components/shell/theme';
import { Dialog } from '#components/ui/dialog';
import { isAllowed } from '#lib/auth/permissions';
import type { Role } from '#lib/core/roles';
import { savedFunnelsOptions } from '#lib/funnels/client';
import { peopleOptions } from '#lib/people/client';

interface PaletteProps {
  role: Role;
  groups: readonly SectionGroup[];
  onClose: () => void;
}

interface Entry {
  id: string;
  label: string;
  icon: ReactNode;
  keywords?: string;
  act: () => void;
}

const ICON = { 'aria-hidden': true, size: 16, className: 'text-ink-3' } as const;

/** Finds places by name, and actions, for what the person may do. Nothing dangerous is done from here. */
export default function CommandPalette({ role, groups: sections, onClose }: PaletteProps) {
  const router = useRouter();
  const go = (href: Route) => () => router.push(href);
  const groups = [
    { label: 'Pages', entries: pageEntries(sections, go) },
    ...useProductionEntries(role, go),
    { label: 'Funnels', entries: useFunnelEntries(go) },
    { label: 'People', entries: usePeopleEntries(role, go) },
    { label: 'Actions', entries: actionEntries(role, go) },
  ];
  return (
    <Dialog isOpen onClose={onClose} title="Find or do" size="large">
      <Command
        label="Find pages, functions, stacks, funnels, people and actions"
        filter={(_id, typed, words = []) => findWords(typed, words)}
        className="-mx-3 mb-2"
      >
        <Command.Input
          placeholder="Type a name or an action…"
          className="mb-2 h-10 w-full rounded-box border border-edge bg-surface px-3 text-16 placeholder:text-ink-3"
        />
        <Command.List className="h-80 overflow-y-auto [scrollbar-gutter:stable]">
          <Command.Empty className="px-3 py-6 text-center text-ink-2">Nothing of that name.</Command.Empty>
          {groups.map(({ label, entries }) =>
            entries.length === 0 ? null : (
              <Command.Group
                key={label}
                heading={label}
                className="mb-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3"
              >
                {entries.map((entry) => (
                  <Command.Item
                    key={entry.id}
                    value={entry.id}
                    keywords={[entry.label, entry.keywords ?? '']}
                    onSelect={() => {
                      onClose();
                      entry.act();
                    }}
                    className="flex h-9 cursor-pointer items-center gap-2.5 rounded-box px-3 text-14 data-[selected=true]:bg-hover"
                  >
                    {entry.icon}
                    <span className="truncate">{entry.label}</span>
                  </Command.Item>
                ))}
              </Command.Group>
            ),
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

type Go = (href: Route) => () => void;

function pageEntries(groups: readonly SectionGroup[], go: Go): Entry[] {
  const sections = groups.flatMap((group) => group.sections);
  return [
    ...sections.map(({ label, href, icon: Icon, keywords }) => ({
      id: `page ${href}`,
      label,
      icon: <Icon {...ICON} />,
      keywords,
      act: go(href),
    })),
    { id: 'page /account', label: 'Account', icon: <UserRound {...ICON} />, act: go('/account') },
  ];
}

/** What was seen of production, by name. A rollback begins here as a question, and comes to its plan first. */
function useProductionEntries(role: Role, go: Go): { label: string; entries: Entry[] }[] {
  const { data } = useQuery(seenNamesOptions());
  const { functions = [], stacks = [], tables = [], incidents = [] } = data ?? {};
  const mayChange = isAllowed(role, 'production.change');
  return [
    {
      label: 'Functions',
      entries: functions.map((name) => ({
        id: `function ${name}`,
        label: name,
        icon: <RadioTower {...ICON} />,
        act: go(`/live?function=${name}` as Route),
      })),
    },
    {
      label: 'Stacks',
      entries: stacks.map((name) => ({
        id: `stack ${name}`,
        label: name,
        icon: <Layers {...ICON} />,
        act: go(`/stacks?stack=${name}` as Route),
      })),
    },
    {
      label: 'Tables',
      entries: tables.map((name) => ({
        id: `table ${name}`,
        label: name,
        icon: <Database {...ICON} />,
        act: go(`/tables/${name}` as Route),
      })),
    },
    {
      label: 'Incidents',
      entries: incidents.map(({ id, number, title }) => ({
        id: `incident ${id}`,
        label: `Incident ${number}: ${title}`,
        icon: <Siren {...ICON} />,
        act: go(`/incidents/${id}` as Route),
      })),
    },
    {
      label: 'Go back',
      entries: (mayChange ? functions : []).map((name) => ({
        id: `roll back ${name}`,
        label: `Roll back ${name}…`,
        icon: <Undo2 {...ICON} />,
        act: go(`/live?rollback=${name}` as Route),
      })),
    },
  ];
}

function useFunnelEntries(go: Go): Entry[] {
  const { data } = useQuery(savedFunnelsOptions());
  return (data?.funnels ?? []).map(({ id, name }) => ({
    id: `funnel ${id}`,
    label: name,
    icon: <Filter {...ICON} />,
    act: go(`/funnels/${id}` as Route),
  }));
}

function usePeopleEntries(role: Role, go: Go): Entry[] {
  const { data } = useInfiniteQuery({ ...peopleOptions(), enabled: isAllowed(role, 'people.manage') });
  return (data?.pages ?? [])
    .flatMap((page) => page.people)
    .map(({ id, name, email }) => ({
      id: `person ${id}`,
      label: name,
      icon: <UserRound {...ICON} />,
      keywords: email,
      act: go(`/people?person=${id}` as Route),
    }));
}

function actionEntries(role: Role, go: Go): Entry[] {
  const guarded = [
    {
      permission: 'funnels.edit',
      entry: {
        id: 'do funnel',
        label: 'New funnel',
        icon: <Plus {...ICON} />,
        act: go('/funnels/new'),
      },
    },
    {
      permission: 'events.import',
      entry: { id: 'do import', label: 'Import a file', icon: <FileUp {...ICON} />, act: go('/import') },
    },
    {
      permission: 'tokens.manage',
      entry: {
        id: 'do token',
        label: 'New service token',
        icon: <KeyRound {...ICON} />,
        act: go('/tokens?new=1' as Route),
      },
    },
  ] as const;
  return [
    ...guarded.filter(({ permission }) => isAllowed(role, permission)).map(({ entry }) => entry),
    {
      id: 'do theme',
      label: 'Switch between light and dark',
      icon: <SunMoon {...ICON} />,
      keywords: 'theme',
      act: () => void switchTheme(),
    },
    { id: 'do sign-out', label: 'Sign out', icon: <LogOut {...ICON} />, act: () => void signOut() },
  ];
}
