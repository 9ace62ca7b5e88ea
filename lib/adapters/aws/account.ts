/** Which AWS the clients talk to: an account and region of AWS itself, or something at `endpoint` that behaves like it. */
export interface AwsAccount {
  region: string;
  endpoint?: string;
  /** Without it the SDK looks where it always does: environment, profile, the machine's role. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 20_000;

/** What all clients are made with. Their own retries are off: `persistently` knows which calls may be made twice. */
export function clientSettings({ region, endpoint, credentials }: AwsAccount) {
  return {
    region,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
