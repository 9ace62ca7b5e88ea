import { z } from 'zod';
import type { Execution, Executions } from '#lib/sandbox/athena/executions';
import type { OPERATIONS } from '#lib/sandbox/athena/faults';
import { ManyExecutions, OneExecution, ResultsRequest, StartRequest } from '#lib/sandbox/athena/requests';
import { outputOf } from '#lib/sandbox/athena/result-bucket';
import { invalidRequest } from '#lib/sandbox/athena/wire-error';

/** The one database and workgroup that exist here. */
const DATABASE = 'sandbox';
const WORKGROUP = 'primary';

type Operation = (typeof OPERATIONS)[number];

/** Does what a request of the protocol asks, and answers the JSON text of its response. */
export async function operate(executions: Executions, operation: Operation, body: unknown): Promise<string> {
  switch (operation) {
    case 'StartQueryExecution':
      return JSON.stringify({ QueryExecutionId: start(executions, parse(StartRequest, body)).id });
    case 'GetQueryExecution': {
      const execution = executions.get(parse(OneExecution, body).QueryExecutionId);
      return JSON.stringify({ QueryExecution: describe(executions, execution) });
    }
    case 'BatchGetQueryExecution':
      return JSON.stringify(batch(executions, parse(ManyExecutions, body).QueryExecutionIds));
    case 'StopQueryExecution':
      executions.stop(executions.get(parse(OneExecution, body).QueryExecutionId));
      return '{}';
    case 'GetQueryResults':
      return results(executions, parse(ResultsRequest, body));
  }
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidRequest(`Validation failed: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
}

function start(executions: Executions, request: StartRequest): Execution {
  if (request.WorkGroup !== WORKGROUP) {
    throw invalidRequest(`WorkGroup ${request.WorkGroup} is not found.`, 'WORKGROUP_NOT_FOUND');
  }
  if (!request.ResultConfiguration?.OutputLocation?.startsWith('s3://')) {
    throw invalidRequest('No output location provided.');
  }
  const database = request.QueryExecutionContext?.Database;
  if (database !== DATABASE) throw invalidRequest(`Database ${database} not found.`);
  const text = request.QueryString.replace(/^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/, '');
  if (!/^(select|with)\b/i.test(text)) throw invalidRequest('Queries of this type are not supported');
  return executions.start(request);
}

function batch(executions: Executions, ids: string[]) {
  const found = ids.map((id) => executions.find(id)).filter((one) => one !== undefined);
  const unknown = ids.filter((id) => !executions.find(id));
  return {
    QueryExecutions: found.map((execution) => describe(executions, execution)),
    UnprocessedQueryExecutionIds: unknown.map((id) => ({
      QueryExecutionId: id,
      ErrorCode: 'INVALID_INPUT',
      ErrorMessage: `QueryExecution ${id} was not found`,
    })),
  };
}

function describe(executions: Executions, execution: Execution) {
  const { id, request, failure, submittedAt, completedAt, bytes } = execution;
  const state = executions.look(execution);
  const isOver = state === execution.state && completedAt !== undefined;
  const elapsed = (completedAt ?? Date.now()) - submittedAt;
  return {
    QueryExecutionId: id,
    Query: request.QueryString,
    StatementType: 'DML',
    WorkGroup: request.WorkGroup,
    QueryExecutionContext: request.QueryExecutionContext,
    ExecutionParameters: request.ExecutionParameters,
    ResultConfiguration: { OutputLocation: outputOf(execution) },
    Status: {
      State: state,
      SubmissionDateTime: submittedAt / 1000,
      ...(isOver ? { CompletionDateTime: completedAt / 1000 } : {}),
      ...(isOver && failure
        ? {
            StateChangeReason: failure.reason,
            AthenaError: {
              ErrorCategory: failure.category,
              ErrorType: failure.type,
              Retryable: failure.isRetryable,
              ErrorMessage: failure.reason,
            },
          }
        : {}),
    },
    Statistics: {
      EngineExecutionTimeInMillis: elapsed,
      TotalExecutionTimeInMillis: elapsed,
      DataScannedInBytes: isOver ? bytes : 0,
    },
  };
}

/** A page: the names of the columns are the first row of the first one, and count as a row. */
async function results(executions: Executions, request: ResultsRequest): Promise<string> {
  const { id, state, columns, file } = executions.get(request.QueryExecutionId);
  if (state !== 'SUCCEEDED' || !file) {
    const left =
      state === 'QUEUED' || state === 'RUNNING'
        ? 'Query has not yet finished'
        : 'Query did not finish successfully';
    throw invalidRequest(`${left}. Current state: ${state}`);
  }
  const from = request.NextToken === undefined ? 0 : positionOf(request.NextToken, id);
  const room = request.NextToken === undefined ? request.MaxResults - 1 : request.MaxResults;
  const to = Math.min(from + room, file.rowCount);
  const header = JSON.stringify({ Data: columns.map(({ name }) => ({ VarCharValue: name })) });
  const rows = [...(request.NextToken === undefined ? [header] : []), await file.read(from, to)];
  const metadata = JSON.stringify({
    ColumnInfo: columns.map(({ name, type }) => ({
      CatalogName: 'hive',
      SchemaName: '',
      TableName: '',
      Name: name,
      Label: name,
      Type: type,
      Precision: 0,
      Scale: 0,
      Nullable: 'UNKNOWN',
      CaseSensitive: type === 'varchar',
    })),
  });
  const next = to < file.rowCount ? `,"NextToken":"${Buffer.from(`${id} ${to}`).toString('base64')}"` : '';
  return `{"UpdateCount":0,"ResultSet":{"Rows":[${rows.filter(Boolean).join(',')}],"ResultSetMetadata":${metadata}}${next}}`;
}

function positionOf(token: string, id: string): number {
  const [owner, position] = Buffer.from(token, 'base64').toString('utf8').split(' ');
  if (owner !== id) throw invalidRequest('Invalid pagination token');
  return Number(position);
}
