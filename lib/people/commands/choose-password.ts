import { AppError } from '#lib/core/errors';
import type { Secrets } from '#lib/core/secrets';
import { GENERATED_PASSWORD_BYTES, generatedPassword } from '#lib/people/generated-password';
import { passwordFault } from '#lib/people/password-policy';

interface Owner {
  email: string;
  name: string;
}

/**
 * The hash of the password that was chosen for a person, or of a new one.
 *
 * @throws AppError `invalid` on `field` when the chosen one is too weak.
 */
export async function choosePassword(
  secrets: Secrets,
  owner: Owner,
  chosen: string | undefined,
  field = 'password',
): Promise<{ hash: string; generated: string | null }> {
  if (chosen === undefined) {
    const generated = generatedPassword(secrets.bytes(GENERATED_PASSWORD_BYTES));
    return { hash: await secrets.hash(generated), generated };
  }
  const fault = passwordFault(chosen, owner);
  if (fault) {
    const errors = [{ path: field, message: fault }];
    throw new AppError('invalid', `The password ${fault}.`, { errors });
  }
  return { hash: await secrets.hash(chosen), generated: null };
}
