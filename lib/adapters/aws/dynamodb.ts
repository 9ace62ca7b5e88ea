import { type AwsAccount, clientSettings } from '#lib/adapters/aws/account';
import { Asking } from '#lib/adapters/aws/dynamodb-asking';
import { backupReads } from '#lib/adapters/aws/dynamodb-backups';
import { tableOf } from '#lib/adapters/aws/dynamodb-shape';
import { everyPage, Reading } from '#lib/adapters/aws/reading';
import { REAL_WAITING, type Waiting } from '#lib/adapters/aws/waiting';
import type { Tables } from '#lib/core/tables';

const READS_A_SECOND = 20;
// AWS lets backups be listed so often, and no oftener.
const LISTS_A_SECOND = 5;

/** Amazon DynamoDB behind the port: tables and what protects them. */
export async function openTables(
  account: AwsAccount,
  waiting: Waiting = REAL_WAITING,
): Promise<Tables & { close(): void }> {
  const sdk = await import('@aws-sdk/client-dynamodb');
  const client = new sdk.DynamoDBClient(clientSettings(account));
  const within = (perSecond: number) => new Asking(sdk, client, new Reading('DynamoDB', perSecond, waiting));
  const [asking, listing] = [within(READS_A_SECOND), within(LISTS_A_SECOND)];
  return { ...tableReads(asking), ...backupReads(asking, listing), close: () => client.destroy() };
}

function tableReads(asking: Asking): Pick<Tables, 'list' | 'table' | 'tags' | 'timeToLive'> {
  const { sdk } = asking;
  return {
    async list(asker) {
      const page = (ExclusiveStartTableName: string | undefined) =>
        asking.once('list the tables', asker, (client, options) =>
          client.send(new sdk.ListTablesCommand({ ExclusiveStartTableName }), options),
        );
      const all = await everyPage(page, (one) => ({
        items: one.TableNames,
        next: one.LastEvaluatedTableName,
      }));
      return all.sort();
    },
    async table(TableName, asker) {
      const { Table: found = {} } = await asking.once(`describe ${TableName}`, asker, (client, options) =>
        client.send(new sdk.DescribeTableCommand({ TableName }), options),
      );
      return tableOf(found);
    },
    async tags(ResourceArn, asker) {
      const page = (NextToken: string | undefined) =>
        asking.once('list the tags of a table', asker, (client, options) =>
          client.send(new sdk.ListTagsOfResourceCommand({ ResourceArn, NextToken }), options),
        );
      const all = await everyPage(page, ({ Tags: items, NextToken: next }) => ({ items, next }));
      return Object.fromEntries(all.map(({ Key = '', Value = '' }) => [Key, Value]));
    },
    async timeToLive(TableName, asker) {
      const deed = `describe the time to live of ${TableName}`;
      const { TimeToLiveDescription: found } = await asking.once(deed, asker, (client, options) =>
        client.send(new sdk.DescribeTimeToLiveCommand({ TableName }), options),
      );
      // What is being enabled counts: asking for it again would be refused.
      return found?.TimeToLiveStatus?.startsWith('ENABL') ? (found.AttributeName ?? null) : null;
    },
  };
}
