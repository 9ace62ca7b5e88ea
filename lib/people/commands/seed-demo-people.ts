import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { Role } from '#lib/core/roles';
import { choosePassword } from '#lib/people/commands/choose-password';

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
  isApprover: boolean;
  password: string;
}

const CAST: readonly { login: string; name: string; role: Role; isApprover: boolean }[] = [
  { login: 'viewer', name: 'Vera Lind', role: 'viewer', isApprover: false },
  { login: 'product', name: 'Ana Prado', role: 'product', isApprover: false },
  { login: 'engineer', name: 'Emil Novak', role: 'engineer', isApprover: false },
  { login: 'auditor', name: 'Aude Martin', role: 'auditor', isApprover: false },
  { login: 'admin', name: 'Ada Okoye', role: 'admin', isApprover: false },
  // What needs approval needs two people besides the one who asks.
  { login: 'approver-1', name: 'Ravi Shah', role: 'engineer', isApprover: true },
  { login: 'approver-2', name: 'Mei Tanaka', role: 'engineer', isApprover: true },
];

/**
 * Makes one person per role and two approvers for a demonstration, with generated passwords, in one transaction.
 *
 * @returns those who were made, with their passwords, which exist nowhere else; nobody when the product has people.
 */
export async function seedDemoPeople(ctx: Ctx): Promise<DemoPerson[]> {
  const cast = await Promise.all(
    CAST.map(async ({ login, ...person }) => {
      const owner = { ...person, email: `${login}@demo.flightdeck.local` };
      const { hash, generated } = await choosePassword(ctx.secrets, owner, undefined);
      return { id: ctx.newId(), ...owner, hash, password: generated ?? '' };
    }),
  );
  const isSeeded = await audited(ctx, async (tx) => {
    if ((await tx.person.count()) > 0) return { value: false, entry: [] };
    await tx.person.createMany({
      data: cast.map(({ hash, password: _, ...person }) => ({
        ...person,
        passwordHash: hash,
        isDemo: true,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })),
    });
    const entry = cast.map(({ id, email, name, role, isApprover }) => ({
      action: 'person.created',
      subject: { kind: 'person', id },
      details: { email, name, role, isApprover, isDemo: true },
    }));
    return { value: true, entry };
  });
  return isSeeded ? cast.map(({ id: _id, hash: _hash, ...person }) => person) : [];
}
