import { AppError } from '#lib/core/errors';

/** Why somebody may not come in. */
export type SignInRefusal = 'wrong' | 'disabled' | 'unverified' | 'unknown';

const SENTENCES: Record<SignInRefusal, string> = {
  wrong: 'The e-mail address or the password is wrong.',
  disabled: 'This account is disabled. Ask an admin to enable it.',
  unverified:
    'The identity provider has not confirmed your e-mail address. Confirm it there, then try again.',
  unknown: 'Nobody here has your e-mail address. Ask an admin for an account.',
};

/** A refused sign-in, with the reason as a word that a page can tell apart. */
export class SignInRefused extends AppError {
  readonly reason: SignInRefusal;

  constructor(reason: SignInRefusal) {
    super(reason === 'wrong' ? 'unauthenticated' : 'forbidden', SENTENCES[reason]);
    this.name = 'SignInRefused';
    this.reason = reason;
  }
}
