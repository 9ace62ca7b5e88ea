import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Reading } from '#lib/adapters/aws/reading';

export type DynamoSdk = typeof import('@aws-sdk/client-dynamodb');

interface SendOptions {
  abortSignal: AbortSignal;
}

/** One client with what its reads go through, for the files that share it. */
export class Asking {
  constructor(
    readonly sdk: DynamoSdk,
    private readonly client: DynamoDBClient,
    private readonly reading: Reading,
  ) {}

  /** @param deed what is done, as "AWS does not let Flightdeck …" goes on. */
  once<T>(
    deed: string,
    asker: AbortSignal | undefined,
    send: (client: DynamoDBClient, options: SendOptions) => Promise<T>,
  ): Promise<T> {
    return this.reading.once(deed, asker, (abortSignal) => send(this.client, { abortSignal }));
  }
}
