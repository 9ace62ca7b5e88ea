import { Prisma } from '#prisma/generated/client';

/** An item as it is before anybody has decided it. */
export const UNDECIDED = {
  state: 'open',
  by: null,
  byKind: null,
  decidedAt: null,
  reason: null,
  evidence: Prisma.DbNull,
  look: Prisma.DbNull,
};
