import { services } from '#lib/http/services';
import { isSetUpNeeded } from '#lib/people/queries';

/** What the pages before signing in must know, and nothing more: no names, no counts. */
interface Entrance {
  /** Nobody exists yet: the first admin is to be made. */
  isEmpty: boolean;
  hasDemoPeople: boolean;
  hasSingleSignOn: boolean;
}

export async function readEntrance(): Promise<Entrance> {
  const { db, env } = await services();
  const [isEmpty, demo] = await Promise.all([
    isSetUpNeeded({ db }),
    db.person.findFirst({ where: { isDemo: true, isActive: true }, select: { id: true } }),
  ]);
  return {
    isEmpty,
    hasDemoPeople: demo !== null,
    hasSingleSignOn: env.AUTH_OIDC_ISSUER !== undefined,
  };
}
