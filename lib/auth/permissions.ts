import type { Actor } from '#lib/core/actor';
import { AppError } from '#lib/core/errors';
import type { Role } from '#lib/core/roles';

const EVERYBODY: readonly Role[] = ['viewer', 'product', 'engineer', 'auditor', 'admin'];
const EDITORS: readonly Role[] = ['product', 'engineer', 'admin'];

/** Who may do what. Navigation, buttons and endpoints all ask this one record. */
export const PERMISSIONS = {
  'analytics.read': EVERYBODY,
  'analytics.sql': EDITORS,
  'funnels.edit': EDITORS,
  'features.edit': EDITORS,
  'dashboards.edit': EDITORS,
  'notes.edit': EDITORS,
  'events.write': EDITORS,
  'events.import': EDITORS,
  'demo.remove': EDITORS,
  'sandbox.steer': ['admin'],
  'production.read': EVERYBODY,
  'production.change': ['engineer', 'admin'],
  'automation.edit': ['engineer', 'admin'],
  /** Has the product do now what it does by itself from time to time. */
  'schedule.run': ['engineer', 'admin'],
  'incidents.work': ['engineer', 'admin'],
  /** What people outside engineering see of an incident belongs into its timeline too. */
  'incidents.note': EDITORS,
  'audit.read': ['auditor', 'admin'],
  'people.manage': ['admin'],
  'tokens.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role carries a permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** Refuses unless the actor may; the product itself may do everything, and nobody nothing. */
export function assertAllowed(actor: Actor, permission: Permission): void {
  if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send a service token.');
  if (actor.kind === 'system' || isAllowed(actor.role, permission)) return;
  throw new AppError(
    'forbidden',
    `The role ${actor.role} may not do this (${permission}); it takes ${PERMISSIONS[permission].join(' or ')}.`,
  );
}
