'use client';

/** Ends this browser's session and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  const { signOut: leave } = await import('next-auth/react');
  await leave({ callbackUrl: '/sign-in' });
}
