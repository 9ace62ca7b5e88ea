import { randomUUID } from 'node:crypto';
import type { AthenaClient, GetQueryResultsCommandOutput, QueryExecution } from '@aws-sdk/client-athena';
import { type CallFailure, persistently } from '#lib/adapters/aws/persistence';
import type { Waiting } from '#lib/adapters/aws/waiting';

/** Where the events are, and who pays. */
export interface AthenaSettings {
  region: string;
  workgroup: string;
  catalog: string;
  database: string;
  /** Like `s3://bucket/prefix/`. */
  output: string;
  /** How old an answer may be, in seconds. */
  freshnessSeconds: number;
}

// Nothing but the stop itself is left to wait for.
const STOP_LIMIT_MS = 10_000;
const ANSWER_LIMIT_MS = 20_000;

type Sdk = typeof import('@aws-sdk/client-athena');

/** The four calls that a question takes, each made until it is answered. The SDK's own retries are off. */
export class AthenaApi {
  private constructor(
    private readonly sdk: Sdk,
    private readonly client: AthenaClient,
    private readonly settings: AthenaSettings,
    private readonly waiting: Waiting,
  ) {}

  static async open(settings: AthenaSettings, waiting: Waiting): Promise<AthenaApi> {
    const sdk = await import('@aws-sdk/client-athena');
    const client = new sdk.AthenaClient({
      region: settings.region,
      maxAttempts: 1,
      requestHandler: {
        connectionTimeout: 5_000,
        requestTimeout: ANSWER_LIMIT_MS,
        throwOnRequestTimeout: true,
      },
    });
    return new AthenaApi(sdk, client, settings, waiting);
  }

  /**
   * Starts one execution and answers its id. All attempts carry one token, so however many of them arrive, one
   * query runs. Once an attempt may have arrived, an abort does not end the asking: without its id it could not be
   * stopped.
   */
  start(text: string, literals: string[], signal: AbortSignal): Promise<string> {
    const { workgroup, catalog, database, output } = this.settings;
    const token = randomUUID();
    let mayRun = false;
    const isBound = (failure: CallFailure) => {
      mayRun ||= failure === 'lost';
      return mayRun;
    };
    const call = async () => {
      const answer = await this.client.send(
        new this.sdk.StartQueryExecutionCommand({
          QueryString: text,
          ClientRequestToken: token,
          WorkGroup: workgroup,
          QueryExecutionContext: { Catalog: catalog, Database: database },
          ResultConfiguration: { OutputLocation: output },
          ...(literals.length > 0 ? { ExecutionParameters: literals } : {}),
        }),
      );
      return answer.QueryExecutionId ?? '';
    };
    return persistently(call, { waiting: this.waiting, signal, isBound });
  }

  look(id: string, signal: AbortSignal): Promise<QueryExecution | undefined> {
    const command = new this.sdk.GetQueryExecutionCommand({ QueryExecutionId: id });
    const call = async () => (await this.client.send(command, { abortSignal: signal })).QueryExecution;
    return persistently(call, { waiting: this.waiting, signal });
  }

  page(id: string, token: string | undefined, signal: AbortSignal): Promise<GetQueryResultsCommandOutput> {
    const command = new this.sdk.GetQueryResultsCommand({
      QueryExecutionId: id,
      MaxResults: 1000,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const call = () => this.client.send(command, { abortSignal: signal });
    return persistently(call, { waiting: this.waiting, signal });
  }

  async stop(id: string): Promise<void> {
    const signal = AbortSignal.timeout(STOP_LIMIT_MS);
    const command = new this.sdk.StopQueryExecutionCommand({ QueryExecutionId: id });
    await persistently(() => this.client.send(command, { abortSignal: signal }), {
      waiting: this.waiting,
      signal,
    });
  }

  close(): void {
    this.client.destroy();
  }
}
