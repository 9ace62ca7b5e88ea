import { randomUUID } from 'node:crypto';
import type { Route } from 'next';
import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { readSession } from '#lib/adapters/next-auth/session';
import { isAllowed, type Permission } from '#lib/auth/permissions';
import type { PersonActor } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { PATH_HEADER, signInPath } from '#lib/http/page-path';
import { ctxFor, services } from '#lib/http/services';

/** The context of a page that only somebody who signed in, and may, can see; others go to sign in or are told so. */
export async function pageCtx(permission?: Permission): Promise<Ctx & { actor: PersonActor }> {
  const provided = await services();
  const actor = await readSession(provided);
  if (!actor) redirect(signInPath((await headers()).get(PATH_HEADER)) as Route);
  if (permission && !isAllowed(actor.role, permission)) forbidden();
  return { ...ctxFor(provided, { actor, requestId: randomUUID() }), actor };
}
