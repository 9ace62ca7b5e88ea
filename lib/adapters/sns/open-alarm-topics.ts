import { createVerify, X509Certificate } from 'node:crypto';
import { isOfSns } from '#lib/adapters/sns/own-address';
import { signedText } from '#lib/adapters/sns/signed-text';
import type { AlarmTopics, SnsEnvelope } from '#lib/core/alarm-topics';
import { AppError } from '#lib/core/errors';

interface Options {
  /** The only topics that are heard. */
  topicArns: readonly string[];
  /** Where the sandbox answers, which signs by itself; null for AWS. */
  sandboxOrigin: string | null;
  fetch?: typeof fetch;
}

const ALGORITHMS = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' } as const;
const PATIENCE_MS = 5_000;
const MOST_CERTIFICATE_BYTES = 20_000;
/** SNS has one certificate at a time in each region. */
const MOST_CERTIFICATES = 8;

/** Topics of SNS, whose messages are believed for their signature alone. */
export function openAlarmTopics({ topicArns, sandboxOrigin, fetch: ask = fetch }: Options): AlarmTopics {
  const certificates = new Map<string, X509Certificate>();

  async function certificateAt(address: string): Promise<X509Certificate> {
    const kept = certificates.get(address);
    if (kept) return kept;
    const certificate = new X509Certificate(await textAt(ask, address));
    if (certificates.size >= MOST_CERTIFICATES) certificates.clear();
    certificates.set(address, certificate);
    return certificate;
  }

  return {
    async verify(envelope) {
      const { TopicArn, SigningCertURL } = envelope;
      if (!topicArns.includes(TopicArn)) {
        throw new AppError('forbidden', `${TopicArn} is not among the topics of ALARM_TOPIC_ARNS.`);
      }
      const isOfSigner = isOfSns(SigningCertURL, TopicArn, sandboxOrigin) && isPem(SigningCertURL);
      if (!isOfSigner) throw new AppError('forbidden', 'SigningCertURL is not an address of SNS.');
      const certificate = await certificateAt(SigningCertURL);
      const now = Date.now();
      if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) {
        throw new AppError('forbidden', 'The certificate of the signature is not valid now.');
      }
      if (!isSigned(envelope, certificate))
        throw new AppError('forbidden', 'The signature does not fit the message.');
    },
    async confirm({ SubscribeURL, TopicArn }) {
      if (SubscribeURL === undefined || !isOfSns(SubscribeURL, TopicArn, sandboxOrigin)) {
        throw new AppError('forbidden', 'SubscribeURL is not an address of SNS.');
      }
      await textAt(ask, SubscribeURL);
    },
  };
}

function isPem(address: string): boolean {
  return URL.parse(address)?.pathname.endsWith('.pem') ?? false;
}

function isSigned(envelope: SnsEnvelope, certificate: X509Certificate): boolean {
  const verifying = createVerify(ALGORITHMS[envelope.SignatureVersion]);
  return verifying
    .update(signedText(envelope), 'utf8')
    .verify(certificate.publicKey, envelope.Signature, 'base64');
}

async function textAt(ask: typeof fetch, address: string): Promise<string> {
  try {
    const answer = await ask(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`The answer was ${answer.status}.`);
    return (await answer.text()).slice(0, MOST_CERTIFICATE_BYTES);
  } catch (cause) {
    throw new AppError('unavailable', 'SNS did not answer; it will send the message again.', { cause });
  }
}
