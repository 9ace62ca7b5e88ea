import type { Prisma, PrismaClient } from '#prisma/generated/client';

/** The product's state. Services see the generated client's type; who opened it, and on what, is the edge's affair. */
export type Database = PrismaClient;

/** The same, inside one transaction. */
export type Transaction = Prisma.TransactionClient;
