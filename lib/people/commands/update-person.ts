import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import { assertAnotherAdmin } from '#lib/people/commands/assert-another-admin';
import { loadPerson } from '#lib/people/queries';
import type { PersonView, UpdatePerson } from '#lib/people/schema';
import { personView } from '#lib/people/views';
import type { Person } from '#prisma/generated/client';

/**
 * Renames a person, changes the role, disables or enables. A new role and a disabled account end every session of
 * that person at once.
 */
export async function updatePerson(ctx: Ctx, id: string, change: UpdatePerson): Promise<PersonView> {
  assertAllowed(ctx.actor, 'people.manage');
  return audited(ctx, async (tx) => {
    const before = await loadPerson(tx, id);
    const after = { name: before.name, role: before.role, isActive: before.isActive, ...definedOf(change) };
    const stopsBeingAdmin =
      before.role === 'admin' && before.isActive && !(after.role === 'admin' && after.isActive);
    if (stopsBeingAdmin) await assertAnotherAdmin(tx, id);
    const endsSessions = before.role !== after.role || (before.isActive && !after.isActive);
    const updated = await tx.person.update({
      where: { id },
      data: { ...after, ...(endsSessions ? { sessionVersion: { increment: 1 } } : {}) },
    });
    return { value: personView(updated), entry: entriesOf(before, updated) };
  });
}

function definedOf<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const members = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function entriesOf(before: Person, after: Person): AuditDraft[] {
  const subject = { kind: 'person', id: after.id };
  const entries: AuditDraft[] = [];
  if (before.name !== after.name) {
    entries.push({ action: 'person.renamed', subject, details: { from: before.name, to: after.name } });
  }
  if (before.role !== after.role) {
    entries.push({ action: 'person.role_changed', subject, details: { from: before.role, to: after.role } });
  }
  if (before.isActive !== after.isActive) {
    entries.push({ action: after.isActive ? 'person.enabled' : 'person.disabled', subject, details: {} });
  }
  return entries;
}
