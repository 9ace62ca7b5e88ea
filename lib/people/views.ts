import type { PersonActor } from '#lib/core/actor';
import type { PersonView } from '#lib/people/schema';
import type { TokenView } from '#lib/people/token-schema';
import type { Person, ServiceToken } from '#prisma/generated/client';

/** A person as others see them: without hash, subject or session version. */
export function personView(person: Person): PersonView {
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    role: person.role,
    isApprover: person.isApprover,
    isActive: person.isActive,
    hasPassword: person.passwordHash !== null,
    hasSingleSignOn: person.oidcSubject !== null,
    isDemo: person.isDemo,
    createdAt: person.createdAt.toISOString(),
    lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
  };
}

/** A person as the actor of what they do. */
export function personActor(person: Person, authenticatedAt: Date): PersonActor {
  const { id, name, email, role, isApprover } = person;
  return { kind: 'person', id, name, email, role, isApprover, authenticatedAt };
}

export function tokenView(token: ServiceToken): TokenView {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    prefix: token.prefix,
    createdBy: token.createdBy,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  };
}
