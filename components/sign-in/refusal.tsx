import { formatDuration } from '#lib/core/format';

const MESSAGES: Record<string, string> = {
  wrong: 'This e-mail and password do not belong together. Check both; capitals count in the password.',
  disabled: 'This account is disabled. An admin can enable it again on the People page.',
  unverified:
    'Your identity provider has not confirmed your e-mail address, so it cannot be matched to a person here.',
  unknown:
    'Nobody here has the e-mail address that your identity provider gave. Ask an admin to add you first.',
  OAuthCallback: 'The identity provider did not complete the sign-in. Try again, or use your password.',
};

/**
 * Words the error that comes back from a sign-in (`wrong`, `disabled`, `throttled:42` and so on) for whoever is locked
 * out. Anything else is told as a failure of ours, never as a wrong password.
 */
export function refusalWords(error: string): string {
  const [code = '', argument] = error.split(':');
  if (code === 'throttled') {
    const secondsLeft = Math.max(1, Math.ceil(Number(argument) || 60));
    return `Too many attempts. Try again in ${formatDuration(secondsLeft)}; your account is not locked.`;
  }
  return (
    MESSAGES[code] ??
    'The sign-in could not be checked just now. Nothing is wrong with your password; try again.'
  );
}
