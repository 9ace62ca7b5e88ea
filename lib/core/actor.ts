import type { Role } from '#lib/core/roles';

/** Somebody who signed in. Only a person can approve, sign off or waive. */
export interface PersonActor {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  role: Role;
  isApprover: boolean;
  /** When this person last proved who they are (password, passkey or identity provider). */
  authenticatedAt: Date;
}

/** A program that carries a service token; it never counts as a person. */
export interface TokenActor {
  kind: 'token';
  id: string;
  name: string;
  role: Role;
}

/** The product itself: set-up, schedules, recovery, rules that act, and the command line on the machine with the data. */
export interface SystemActor {
  kind: 'system';
  id: 'setup' | 'scheduler' | 'automation' | 'command-line';
}

/** Nobody yet: somebody who has not signed in and asks for something public. */
export interface AnonymousActor {
  kind: 'anonymous';
  id: 'anonymous';
}

export type Actor = PersonActor | TokenActor | SystemActor | AnonymousActor;

/** How an actor is called where people read. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'system' && actor.id === 'setup') return 'Flightdeck';
  return 'name' in actor ? actor.name : actor.id;
}
