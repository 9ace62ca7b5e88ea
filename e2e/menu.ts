import type { Role } from '../lib/core/roles.ts';

/** What everybody may read. */
export const READING = [
  'Funnels',
  'Adoption',
  'Dashboards',
  'Live',
  'Changes',
  'Incidents',
  'Automation',
  'Decisions',
  'Locks',
  'Stacks',
  'Tables',
  'Events',
  'Notes',
];

/** What each role finds in the menu where there is a sandbox, written out so that a slip in the permission table shows. */
export const MENU: Record<Role, string[]> = {
  viewer: READING,
  product: [...READING, 'Import'],
  engineer: [...READING, 'Import'],
  auditor: [...READING, 'Audit'],
  admin: [...READING, 'Import', 'Audit', 'People', 'Tokens', 'Sandbox'],
};
