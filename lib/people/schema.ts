import { z } from 'zod';
import { ROLES } from '#lib/core/roles';
import { normalizeEmail } from '#lib/people/email';
import { PASSWORD_MAX_LENGTH } from '#lib/people/password-policy';

/** An address in its one spelling, whatever was typed. */
const Email = z
  .string()
  .max(320)
  .transform(normalizeEmail)
  .pipe(z.email('must be an e-mail address').max(254));

const PersonName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(120)
  .regex(/^\P{Cc}*$/u, 'must not hold control characters');

/** As typed; whether it is good enough is decided with its owner's name and address at hand. */
const Password = z.string().min(1).max(PASSWORD_MAX_LENGTH);

const RoleName = z.enum(ROLES);

export const PersonView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: RoleName,
  isApprover: z.boolean(),
  isActive: z.boolean(),
  hasPassword: z.boolean(),
  /** Whether the identity provider knows this person. */
  hasSingleSignOn: z.boolean(),
  isDemo: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const PersonParams = z.object({ id: z.uuid() });

export interface PeoplePage {
  people: PersonView[];
  nextCursor: string | null;
}

export const CreatePerson = z.strictObject({
  email: Email,
  name: PersonName,
  role: RoleName,
  /** Without one the product makes a password and answers it once. */
  password: Password.optional(),
});
export type CreatePerson = z.infer<typeof CreatePerson>;

export interface CreatedPerson {
  person: PersonView;
  /** Shown this once; null when the caller chose the password, or asked again with the same Idempotency-Key. */
  generatedPassword: string | null;
}

export const UpdatePerson = z
  .strictObject({ name: PersonName, role: RoleName, isActive: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change name, role or isActive');
export type UpdatePerson = z.infer<typeof UpdatePerson>;

export const ResetPassword = z.strictObject({ password: Password.optional() });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const SetUp = z.strictObject({ email: Email, name: PersonName, password: Password });
export type SetUp = z.infer<typeof SetUp>;

export const UpdateMe = z.strictObject({ name: PersonName });
export type UpdateMe = z.infer<typeof UpdateMe>;

export const ChangePassword = z.strictObject({ currentPassword: Password, newPassword: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;
