import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Where the sandbox shows the certificate that its messages are signed with. */
export const CERTIFICATE_PATH = '/SimpleNotificationService-sandbox.pem';

/** A certificate of the sandbox's own, which stands for nothing else. */
export function snsCertificate(): string {
  return readFileSync(new URL('./sandbox-sns.cert.pem', import.meta.url), 'utf8');
}

const ALGORITHMS = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' } as const;
export type SignatureVersion = keyof typeof ALGORITHMS;

/** Adds what SNS adds to a message: a signature over some of its fields in the order of their names, and by whom. */
export function signedMessage<M extends { [name: string]: string }>(
  message: M,
  { origin, version = 1 }: { origin: string; version?: SignatureVersion },
) {
  const names = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const covered = names.filter((name) => message[name] !== undefined);
  const text = covered.map((name) => `${name}\n${message[name]}\n`).join('');
  const key = readFileSync(new URL('./sandbox-sns.key.pem', import.meta.url));
  const Signature = createSign(ALGORITHMS[version]).update(text, 'utf8').sign(key, 'base64');
  return {
    ...message,
    SignatureVersion: `${version}`,
    Signature,
    SigningCertURL: `${origin}${CERTIFICATE_PATH}`,
  };
}
