import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { acceptCode } from '#lib/sandbox/cloud/lambda/accept-code';
import { describeVersion } from '#lib/sandbox/cloud/lambda/describe';
import { type Functions, LATEST } from '#lib/sandbox/cloud/lambda/functions';
import type { Configuration, Version } from '#lib/sandbox/cloud/lambda/model';
import { arnOf, parseName } from '#lib/sandbox/cloud/lambda/names';
import { pageOf } from '#lib/sandbox/cloud/lambda/page';
import { publish } from '#lib/sandbox/cloud/lambda/publish';
import { conflict, invalid } from '#lib/sandbox/cloud/lambda/refusals';
import {
  type ConfigurationInput,
  CreateFunction,
  ListFunctions,
  OneFunction,
  UpdateCode,
  UpdateConfiguration,
} from '#lib/sandbox/cloud/lambda/requests';
import type { Objects } from '#lib/sandbox/cloud/s3/objects';

/** Creates a function; it is Pending for a while. */
export function createFunction(functions: Functions, objects: Objects, input: unknown) {
  const request = parseInput(CreateFunction, input);
  const { name } = parseName(request.FunctionName);
  if (functions.functions.get(name)) throw conflict(`Function already exist: ${name}`);
  if (request.Runtime === undefined || request.Handler === undefined) {
    throw invalid(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  const { world } = functions;
  const code = acceptCode(functions, objects, request.Code);
  functions.functions.put(name, { name, lastNumber: 0, tags: request.Tags });
  const latest = functions.putVersion({
    ...code,
    functionName: name,
    version: LATEST,
    settings: changed({ ...NEW, architectures: request.Architectures ?? ['x86_64'] }, request),
    modifiedAt: world.now(),
    lastUsedAt: world.now(),
    revisionId: world.random.uuid(),
    state: 'Pending',
    stateReasonCode: 'Creating',
    lastUpdateStatus: 'Successful',
    settlesAt: world.now() + world.settings.createMs,
  });
  return describeVersion(request.Publish ? publish(functions, latest) : latest);
}

const NEW: Configuration = {
  description: '',
  role: '',
  runtime: '',
  entryPoint: '',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
  layers: [],
  architectures: ['x86_64'],
};

/** What is not sent stays. */
function changed(settings: Configuration, input: ConfigurationInput): Configuration {
  const deadLetterArn = input.DeadLetterConfig ? input.DeadLetterConfig.TargetArn : settings.deadLetterArn;
  const { deadLetterArn: _, ...rest } = settings;
  return {
    ...rest,
    description: input.Description ?? settings.description,
    role: input.Role ?? settings.role,
    runtime: input.Runtime ?? settings.runtime,
    entryPoint: input.Handler ?? settings.entryPoint,
    timeoutSeconds: input.Timeout ?? settings.timeoutSeconds,
    memoryMb: input.MemorySize ?? settings.memoryMb,
    environment: input.Environment ? (input.Environment.Variables ?? {}) : settings.environment,
    layers: input.Layers ?? settings.layers,
    ...(deadLetterArn ? { deadLetterArn } : {}),
  };
}

/** New code for `$LATEST`; what is live does not change. */
export function updateFunctionCode(functions: Functions, objects: Objects, input: unknown) {
  const request = parseInput(UpdateCode, input);
  const { name } = parseName(request.FunctionName);
  const latest = changeable(functions, name);
  functions.assertRevision(request.RevisionId, latest);
  const code = acceptCode(functions, objects, request);
  if (request.DryRun) return describeVersion({ ...latest, ...code });
  const next = functions.putVersion({ ...latest, ...code, ...underway(functions) });
  return describeVersion(request.Publish ? publish(functions, next) : next);
}

export function updateFunctionConfiguration(functions: Functions, input: unknown) {
  const request = parseInput(UpdateConfiguration, input);
  const { name } = parseName(request.FunctionName);
  const latest = changeable(functions, name);
  functions.assertRevision(request.RevisionId, latest);
  const settings = changed(latest.settings, request);
  return describeVersion(functions.putVersion({ ...latest, settings, ...underway(functions) }));
}

function underway({ world }: Functions): Partial<Version> & { revisionId: string } {
  return {
    modifiedAt: world.now(),
    revisionId: world.random.uuid(),
    lastUpdateStatus: 'InProgress',
    settlesAt: world.now() + world.settings.updateMs,
  };
}

/** `$LATEST`, when nothing else is being done to it. */
export function changeable(functions: Functions, name: string): Version {
  const latest = functions.versionAt(name);
  const sentence = 'The operation cannot be performed at this time.';
  if (latest.state === 'Pending') {
    throw conflict(`${sentence} The function is currently in the following state: Pending`);
  }
  if (latest.lastUpdateStatus === 'InProgress') {
    throw conflict(`${sentence} An update is in progress for resource: ${arnOf(name)}`);
  }
  return latest;
}

export function getFunctionConfiguration(functions: Functions, input: unknown) {
  const request = parseInput(OneFunction, input);
  const { name, qualifier } = parseName(request.FunctionName, request.Qualifier);
  return describeVersion(functions.versionAt(name, qualifier), qualifier);
}

/** The configuration, and with it a link to the code: whoever has the link has the code. */
export function getFunction(functions: Functions, input: unknown) {
  const request = parseInput(OneFunction, input);
  const { name, qualifier } = parseName(request.FunctionName, request.Qualifier);
  const { tags, reservedConcurrency } = functions.get(name);
  const version = functions.versionAt(name, qualifier);
  return {
    Configuration: describeVersion(version, qualifier),
    Code: {
      RepositoryType: 'S3',
      Location: `https://awslambda-sandbox-tasks.s3.amazonaws.com/snapshots/${version.blob}?X-Amz-Signature=sandbox`,
    },
    ...(Object.keys(tags).length > 0 ? { Tags: tags } : {}),
    ...(reservedConcurrency === undefined
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
}

export function listFunctions(functions: Functions, input: unknown) {
  const request = parseInput(ListFunctions, input);
  const names = functions.functions
    .list()
    .map(({ name }) => name)
    .sort();
  const versions = names.flatMap((name) =>
    request.FunctionVersion === 'ALL' ? functions.versionsOf(name) : [functions.versionAt(name)],
  );
  const { items, ...next } = pageOf(versions, request);
  return {
    Functions: items.map((version) =>
      describeVersion(version, request.FunctionVersion === 'ALL' ? version.version : undefined),
    ),
    ...next,
  };
}

/** Without a qualifier the whole function goes, with all its versions and aliases. */
export function deleteFunction(functions: Functions, input: unknown): void {
  const request = parseInput(OneFunction, input);
  const { name, qualifier } = parseName(request.FunctionName, request.Qualifier);
  functions.get(name);
  if (qualifier !== undefined) {
    deleteVersion(functions, name, qualifier);
    return;
  }
  for (const { version } of functions.versionsOf(name)) functions.deleteVersion(name, version);
  for (const alias of functions.aliasesOf(name)) functions.deleteAlias(name, alias.name);
  for (const { qualifier: at } of functions.provisioned.list().filter((one) => one.functionName === name)) {
    functions.provisioned.delete(`${name} ${at}`);
  }
  functions.functions.delete(name);
}

function deleteVersion(functions: Functions, name: string, qualifier: string): void {
  if (qualifier === LATEST) {
    throw invalid('$LATEST version cannot be deleted without deleting the function.');
  }
  if (!/^\d+$/.test(qualifier)) throw invalid('Deletion of aliases is not currently supported.');
  functions.versionAt(name, qualifier);
  const pointing = functions
    .aliasesOf(name)
    .filter(({ version, extra }) => version === qualifier || extra?.version === qualifier);
  if (pointing.length > 0) {
    const names = pointing.map((alias) => alias.name).join(', ');
    throw conflict(`Unable to delete version because the following aliases reference it: [${names}]`);
  }
  functions.deleteVersion(name, qualifier);
  functions.provisioned.delete(`${name} ${qualifier}`);
}
