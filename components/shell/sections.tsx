import {
  Database,
  FileUp,
  Filter,
  FlaskConical,
  Gauge,
  GitCompareArrows,
  KeyRound,
  Layers,
  LayoutDashboard,
  ListChecks,
  Lock,
  type LucideIcon,
  MessageSquare,
  Radio,
  RadioTower,
  ScrollText,
  Siren,
  Users,
  Zap,
} from 'lucide-react';
import type { Route } from 'next';
import { isAllowed, type Permission } from '#lib/auth/permissions';
import type { Role } from '#lib/core/roles';

export interface Section {
  label: string;
  href: Route;
  icon: LucideIcon;
  permission: Permission;
  /** `g` and then this key goes there. */
  key: string;
  /** Further words that find it. */
  keywords: string;
  /** Only where a sandbox is looked after. */
  needsSandbox?: true;
  /** A page elsewhere that belongs to it. */
  also?: Route;
}

export interface SectionGroup {
  label: string;
  sections: readonly Section[];
}

const GROUPS: readonly SectionGroup[] = [
  {
    label: 'Learn',
    sections: [
      {
        label: 'Funnels',
        href: '/funnels',
        icon: Filter,
        permission: 'analytics.read',
        key: 'f',
        keywords: 'conversion steps drop-off',
      },
      {
        label: 'Adoption',
        href: '/adoption',
        icon: Gauge,
        permission: 'analytics.read',
        key: 'o',
        keywords: 'features overview activation retention active users',
        also: '/features',
      },
      {
        label: 'Dashboards',
        href: '/dashboards',
        icon: LayoutDashboard,
        permission: 'analytics.read',
        key: 'd',
        keywords: 'tiles weekly digest report print',
      },
    ],
  },
  {
    label: 'Operate',
    sections: [
      {
        label: 'Live',
        href: '/live',
        icon: RadioTower,
        permission: 'production.read',
        key: 'l',
        keywords: 'functions lambda versions aliases alarms roll back',
      },
      {
        label: 'Changes',
        href: '/changes',
        icon: GitCompareArrows,
        permission: 'production.read',
        key: 'c',
        keywords: 'rollback deploy history plan',
      },
      {
        label: 'Incidents',
        href: '/incidents',
        icon: Siren,
        permission: 'production.read',
        key: 'x',
        keywords: 'outage checklist post-mortem MTTR DORA slack notices',
      },
      {
        label: 'Automation',
        href: '/automation',
        icon: Zap,
        permission: 'production.read',
        key: 'r',
        keywords: 'rules automatic rollback alarms dry run triggers brakes preview',
      },
      {
        label: 'Decisions',
        href: '/decisions',
        icon: ListChecks,
        permission: 'production.read',
        key: 'm',
        keywords: 'matrix cve vulnerability schema mismatch database review',
      },
      {
        label: 'Locks',
        href: '/locks',
        icon: Lock,
        permission: 'production.read',
        key: 'k',
        keywords: 'deploy freeze unlock pipeline known bad',
      },
      {
        label: 'Stacks',
        href: '/stacks',
        icon: Layers,
        permission: 'production.read',
        key: 's',
        keywords: 'cloudformation sam cdk update failed rollback',
      },
      {
        label: 'Tables',
        href: '/tables',
        icon: Database,
        permission: 'production.read',
        key: 'b',
        keywords: 'dynamodb backup restore recovery migrations',
      },
    ],
  },
  {
    label: 'Data',
    sections: [
      {
        label: 'Events',
        href: '/events',
        icon: Radio,
        permission: 'analytics.read',
        key: 'e',
        keywords: 'types live newest properties rejected volume',
      },
      {
        label: 'Notes',
        href: '/notes',
        icon: MessageSquare,
        permission: 'analytics.read',
        key: 'n',
        keywords: 'annotations time markers charts',
      },
      {
        label: 'Import',
        href: '/import',
        icon: FileUp,
        permission: 'events.import',
        key: 'i',
        keywords: 'csv file upload events',
      },
    ],
  },
  {
    label: 'Trust',
    sections: [
      {
        label: 'Audit',
        href: '/audit',
        icon: ScrollText,
        permission: 'audit.read',
        key: 'a',
        keywords: 'log history verify',
      },
      {
        label: 'People',
        href: '/people',
        icon: Users,
        permission: 'people.manage',
        key: 'p',
        keywords: 'users roles approvers',
      },
      {
        label: 'Tokens',
        href: '/tokens',
        icon: KeyRound,
        permission: 'tokens.manage',
        key: 't',
        keywords: 'service api access',
      },
    ],
  },
  {
    label: 'Rehearse',
    sections: [
      {
        label: 'Sandbox',
        href: '/sandbox',
        icon: FlaskConical,
        permission: 'sandbox.steer',
        key: 'w',
        keywords: 'break something failing slow flapping trouble',
        needsSandbox: true,
      },
    ],
  },
];

/** What a role sees of the menu, with a sandbox or without; groups with nothing in them are left out. */
export function sectionsFor(role: Role, hasSandbox: boolean): SectionGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    sections: group.sections.filter(
      ({ permission, needsSandbox }) => isAllowed(role, permission) && (hasSandbox || !needsSandbox),
    ),
  })).filter(({ sections }) => sections.length > 0);
}
