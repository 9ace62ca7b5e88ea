import { ROLE_MEANING, ROLE_OPTIONS } from '#components/people/roles';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import type { Role } from '#lib/core/roles';

interface RoleFieldProps {
  role: Role;
  onRole: (role: Role) => void;
  /** What choosing another role brings with it. */
  note?: string;
}

/** Chooses a role, and says what it may do. */
export function RoleField({ role, onRole, note }: RoleFieldProps) {
  const hint = note ? `${ROLE_MEANING[role]}. ${note}` : ROLE_MEANING[role];
  return (
    <Field label="Role" className="w-full" hint={hint}>
      {(control) => (
        <Select {...control} options={ROLE_OPTIONS} value={role} onValueChange={onRole} className="w-full" />
      )}
    </Field>
  );
}
