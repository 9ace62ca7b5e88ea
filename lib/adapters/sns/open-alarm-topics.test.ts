import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAlarmTopics } from '#lib/adapters/sns/open-alarm-topics';
import { isOfSns } from '#lib/adapters/sns/own-address';
import type { SnsEnvelope } from '#lib/core/alarm-topics';

const FOLDER = 'lib/sandbox/cloud/cloudwatch';
const KEY = readFileSync(`${FOLDER}/sandbox-sns.key.pem`);
const CERTIFICATE = readFileSync(`${FOLDER}/sandbox-sns.cert.pem`, 'utf8');

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:alarms';
const SIGNER = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-abc.pem';
const CONFIRM = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=abc';

let fetched: string[];
let answer: () => Response;

beforeEach(() => {
  fetched = [];
  answer = () => new Response(CERTIFICATE);
});

function open(sandboxOrigin: string | null = null) {
  return openAlarmTopics({
    topicArns: [TOPIC],
    sandboxOrigin,
    fetch: async (address) => {
      fetched.push(String(address));
      return answer();
    },
  });
}

/** Written out as AWS's guide has it, apart from the code that is tested. */
function signed(changes: Partial<SnsEnvelope> = {}): SnsEnvelope {
  const message = {
    Type: 'Notification' as const,
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: TOPIC,
    Subject: 'ALARM: "errors"',
    Message: '{"AlarmName":"errors"}',
    Timestamp: '2026-03-02T08:59:00.000Z',
    SignatureVersion: '1' as const,
    SigningCertURL: SIGNER,
    ...changes,
  };
  const subject = 'Subject' in message && message.Subject ? `Subject\n${message.Subject}\n` : '';
  const text =
    message.Type === 'Notification'
      ? `Message\n${message.Message}\nMessageId\n${message.MessageId}\n${subject}Timestamp\n${message.Timestamp}\nTopicArn\n${message.TopicArn}\nType\nNotification\n`
      : `Message\n${message.Message}\nMessageId\n${message.MessageId}\nSubscribeURL\n${message.SubscribeURL}\nTimestamp\n${message.Timestamp}\nToken\n${message.Token}\nTopicArn\n${message.TopicArn}\nType\n${message.Type}\n`;
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  return { ...message, Signature: createSign(algorithm).update(text).sign(KEY, 'base64') };
}

const confirmation = (changes: Partial<SnsEnvelope> = {}) =>
  signed({ Type: 'SubscriptionConfirmation', SubscribeURL: CONFIRM, Token: 'abc', ...changes });

describe('a message of SNS', () => {
  it.each([
    ['signed with SHA-1', signed()],
    ['signed with SHA-256', signed({ SignatureVersion: '2' })],
    ['without a subject', signed({ Subject: undefined })],
    ['that asks to be confirmed', confirmation()],
    ['that asks to be confirmed, with SHA-256', confirmation({ SignatureVersion: '2' })],
    ['with letters beyond ASCII', signed({ Message: 'Zürich – 5 %' })],
  ])('is believed when %s', async (_, envelope) => {
    await expect(open().verify(envelope)).resolves.toBeUndefined();
  });

  it.each([
    ['another text', { Message: '{"AlarmName":"other"}' }],
    ['another time', { Timestamp: '2026-03-02T08:59:01.000Z' }],
    ['another id', { MessageId: 'x' }],
    ['another subject', { Subject: 'OK' }],
    ['no subject', { Subject: undefined }],
    ['another kind of signature', { SignatureVersion: '2' as const }],
    ['a signature of something else', { Signature: Buffer.from('no').toString('base64') }],
  ])('is not believed with %s', async (_, altered) => {
    await expect(open().verify({ ...signed(), ...altered })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is not even looked at when its topic is not one of ours', async () => {
    const other = signed({ TopicArn: 'arn:aws:sns:eu-central-1:123456789012:others' });
    await expect(open().verify(other)).rejects.toMatchObject({ code: 'forbidden' });
    expect(fetched).toEqual([]);
  });

  it.each([
    'http://sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com.evil.example/a.pem',
    'https://sns.eu-central-1.amazonaws.com@evil.example/a.pem',
    'https://evil.example/sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/a.pem',
    'https://sns.eu-central-1.amazonaws.com/a.txt',
    'https://x.s3.amazonaws.com/a.pem',
    'http://127.0.0.1:4000/a.pem',
    'file:///etc/passwd.pem',
  ])('never has a certificate fetched from %s', async (SigningCertURL) => {
    await expect(open().verify(signed({ SigningCertURL }))).rejects.toMatchObject({ code: 'forbidden' });
    expect(fetched).toEqual([]);
  });

  it('has the certificate fetched once', async () => {
    const topics = open();
    await topics.verify(signed());
    await topics.verify(signed({ MessageId: 'second' }));
    expect(fetched).toEqual([SIGNER]);
  });

  it('waits for SNS when it does not answer', async () => {
    answer = () => new Response('', { status: 503 });
    await expect(open().verify(signed())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('of the sandbox is believed in the sandbox alone', async () => {
    const SigningCertURL = 'http://127.0.0.1:4000/a.pem';
    await open('http://127.0.0.1:4000').verify(signed({ SigningCertURL }));
    await expect(open('http://127.0.0.1:4001').verify(signed({ SigningCertURL }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(open('http://127.0.0.1:4000').verify(signed())).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a subscription', () => {
  it('is confirmed where SNS says', async () => {
    await open().confirm(confirmation());
    expect(fetched).toEqual([CONFIRM]);
  });

  it('is confirmed nowhere else', async () => {
    const elsewhere = confirmation({ SubscribeURL: 'http://169.254.169.254/latest/meta-data/' });
    await expect(open().confirm(elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
    expect(fetched).toEqual([]);
  });
});

describe('an address of SNS', () => {
  it.each([
    [SIGNER, TOPIC, true],
    ['https://sns.cn-north-1.amazonaws.com.cn/a.pem', 'arn:aws-cn:sns:cn-north-1:123456789012:a', true],
    ['https://sns.cn-north-1.amazonaws.com/a.pem', 'arn:aws-cn:sns:cn-north-1:123456789012:a', false],
    [SIGNER, 'arn:aws:sqs:eu-central-1:123456789012:alarms', false],
    [SIGNER, 'nonsense', false],
    [undefined, TOPIC, false],
  ])('%s of %s: %s', (address, topic, expected) => {
    expect(isOfSns(address, topic, null)).toBe(expected);
  });
});
