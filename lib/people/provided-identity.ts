/** What the identity provider says of somebody, its signature checked. */
export interface ProvidedIdentity {
  issuer: string;
  subject: string;
  email: string | null;
  isEmailVerified: boolean;
}

/** How a person is tied to an identity provider. */
export function oidcSubject(issuer: string, subject: string): string {
  return `${issuer} ${subject}`;
}
