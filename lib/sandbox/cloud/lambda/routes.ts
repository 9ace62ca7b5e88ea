import { type Call, WireError, type WireRequest } from '#lib/sandbox/cloud/frame/wire';

const ROUTES = [
  'GET /2015-03-31/functions ListFunctions',
  'POST /2015-03-31/functions CreateFunction',
  'GET /2015-03-31/functions/{FunctionName} GetFunction',
  'DELETE /2015-03-31/functions/{FunctionName} DeleteFunction',
  'GET /2015-03-31/functions/{FunctionName}/configuration GetFunctionConfiguration',
  'PUT /2015-03-31/functions/{FunctionName}/configuration UpdateFunctionConfiguration',
  'PUT /2015-03-31/functions/{FunctionName}/code UpdateFunctionCode',
  'GET /2015-03-31/functions/{FunctionName}/versions ListVersionsByFunction',
  'POST /2015-03-31/functions/{FunctionName}/versions PublishVersion',
  'GET /2015-03-31/functions/{FunctionName}/aliases ListAliases',
  'POST /2015-03-31/functions/{FunctionName}/aliases CreateAlias',
  'GET /2015-03-31/functions/{FunctionName}/aliases/{Name} GetAlias',
  'PUT /2015-03-31/functions/{FunctionName}/aliases/{Name} UpdateAlias',
  'DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name} DeleteAlias',
  'POST /2015-03-31/functions/{FunctionName}/invocations Invoke',
  'PUT /2017-10-31/functions/{FunctionName}/concurrency PutFunctionConcurrency',
  'GET /2019-09-30/functions/{FunctionName}/concurrency GetFunctionConcurrency',
  'DELETE /2017-10-31/functions/{FunctionName}/concurrency DeleteFunctionConcurrency',
  'PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency PutProvisionedConcurrencyConfig',
  'GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency GetProvisionedConcurrencyConfig',
  'DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency DeleteProvisionedConcurrencyConfig',
  'GET /2017-03-31/tags/{Resource} ListTags',
  'POST /2017-03-31/tags/{Resource} TagResource',
  'DELETE /2017-03-31/tags/{Resource} UntagResource',
].map((text) => {
  const [method = '', path = '', operation = ''] = text.split(' ');
  const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
  return { method, pattern, operation };
});

/** The operation that a request of Lambda's REST protocol asks for, with its input from path, query and body. */
export function routeOf(request: WireRequest): Call {
  for (const { method, pattern, operation } of ROUTES) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (!match) continue;
    const path = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    const query = Object.fromEntries(request.query);
    const input = { ...bodyOf(operation, request), ...query, ...Object.fromEntries(path) };
    if (operation === 'UntagResource') input.TagKeys = request.query.getAll('tagKeys');
    if (operation === 'GetProvisionedConcurrencyConfig' && request.query.get('List') === 'ALL') {
      return { operation: 'ListProvisionedConcurrencyConfigs', input };
    }
    return { operation, input };
  }
  throw new WireError('UnknownOperationException', `There is no ${request.method} ${request.path}.`, 404);
}

function bodyOf(operation: string, { body, headers }: WireRequest): Record<string, unknown> {
  const text = body.toString('utf8');
  if (operation === 'Invoke') {
    const type = headers['x-amz-invocation-type'];
    const logType = headers['x-amz-log-type'];
    return {
      Payload: text,
      ...(type ? { InvocationType: type } : {}),
      ...(logType ? { LogType: logType } : {}),
    };
  }
  if (text === '') return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new WireError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}
