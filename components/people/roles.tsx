import { ROLES, type Role } from '#lib/core/roles';

/** What each role may do, in the words in which a person is given it. */
export const ROLE_MEANING: Record<Role, string> = {
  viewer: 'reads funnels',
  product: 'also edits funnels, imports events, sees SQL',
  engineer: 'does all that product does',
  auditor: 'reads funnels; reads and exports the audit',
  admin: 'manages people and tokens; may do everything else too',
};

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: role }));
