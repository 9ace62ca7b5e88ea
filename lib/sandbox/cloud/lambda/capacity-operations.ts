import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { WireError } from '#lib/sandbox/cloud/frame/wire';
import { type Functions, LATEST } from '#lib/sandbox/cloud/lambda/functions';
import type { Provisioned } from '#lib/sandbox/cloud/lambda/model';
import { arnOf, parseName } from '#lib/sandbox/cloud/lambda/names';
import { conflict, invalid } from '#lib/sandbox/cloud/lambda/refusals';
import {
  OneFunction,
  OneProvisioned,
  PutConcurrency,
  PutProvisioned,
  TagResource,
  TagsOf,
  UntagResource,
} from '#lib/sandbox/cloud/lambda/requests';

export function putConcurrency(functions: Functions, input: unknown) {
  const request = parseInput(PutConcurrency, input);
  const found = functions.get(parseName(request.FunctionName).name);
  const reservedConcurrency = request.ReservedConcurrentExecutions;
  functions.functions.put(found.name, { ...found, reservedConcurrency });
  return { ReservedConcurrentExecutions: reservedConcurrency };
}

export function getConcurrency(functions: Functions, input: unknown) {
  const { name } = parseName(parseInput(OneFunction, input).FunctionName);
  const { reservedConcurrency } = functions.get(name);
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}

export function deleteConcurrency(functions: Functions, input: unknown): void {
  const { name } = parseName(parseInput(OneFunction, input).FunctionName);
  const { reservedConcurrency: _, ...rest } = functions.get(name);
  functions.functions.put(name, rest);
}

/** Capacity that is kept ready for a version or an alias; it takes minutes to be there. */
export function putProvisioned(functions: Functions, input: unknown) {
  const request = parseInput(PutProvisioned, input);
  const { name } = parseName(request.FunctionName);
  const qualifier = request.Qualifier;
  if (qualifier === LATEST) {
    throw invalid('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
  }
  const { version } = functions.versionAt(name, qualifier);
  const alias = functions.findAlias(name, qualifier);
  if (alias?.extra) throw invalid('Alias with weights can not be used with Provisioned Concurrency');
  assertAlone(functions, name, qualifier, version);
  const { world } = functions;
  const provisioned: Provisioned = {
    functionName: name,
    qualifier,
    requested: request.ProvisionedConcurrentExecutions,
    changedAt: world.now(),
    readyAt: world.now() + world.settings.provisionMs,
  };
  functions.provisioned.put(`${name} ${qualifier}`, provisioned);
  return describe(provisioned, world.now());
}

/** A version has one configuration: its own, or that of an alias which names it. */
function assertAlone(functions: Functions, name: string, qualifier: string, version: string): void {
  const others = functions.provisioned
    .list()
    .filter((other) => other.functionName === name && other.qualifier !== qualifier)
    .filter((other) => functions.versionAt(name, other.qualifier).version === version);
  if (others[0]) {
    const at = arnOf(name, others[0].qualifier);
    throw conflict(
      `Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version: ${at}`,
    );
  }
}

export function getProvisioned(functions: Functions, input: unknown) {
  const request = parseInput(OneProvisioned, input);
  const { name } = parseName(request.FunctionName);
  functions.versionAt(name, request.Qualifier);
  const found = functions.provisioned.get(`${name} ${request.Qualifier}`);
  if (found) return describe(found, functions.world.now());
  throw new WireError(
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
    404,
  );
}

export function listProvisioned(functions: Functions, input: unknown) {
  const { name } = parseName(parseInput(OneFunction, input).FunctionName);
  functions.get(name);
  const own = functions.provisioned.list().filter(({ functionName }) => functionName === name);
  return {
    ProvisionedConcurrencyConfigs: own.map((one) => ({
      FunctionArn: arnOf(name, one.qualifier),
      ...describe(one, functions.world.now()),
    })),
  };
}

export function deleteProvisioned(functions: Functions, input: unknown): void {
  const request = parseInput(OneProvisioned, input);
  const { name } = parseName(request.FunctionName);
  functions.get(name);
  functions.provisioned.delete(`${name} ${request.Qualifier}`);
}

function describe({ requested, changedAt, readyAt }: Provisioned, now: number) {
  const isReady = now >= readyAt;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: isReady ? requested : 0,
    AllocatedProvisionedConcurrentExecutions: isReady ? requested : 0,
    Status: isReady ? 'READY' : 'IN_PROGRESS',
    LastModified: new Date(changedAt).toISOString().replace('Z', '+0000'),
  };
}

export function listTags(functions: Functions, input: unknown) {
  return { Tags: functions.get(parseName(parseInput(TagsOf, input).Resource).name).tags };
}

export function tagResource(functions: Functions, input: unknown): void {
  const request = parseInput(TagResource, input);
  const found = functions.get(parseName(request.Resource).name);
  functions.functions.put(found.name, { ...found, tags: { ...found.tags, ...request.Tags } });
}

export function untagResource(functions: Functions, input: unknown): void {
  const request = parseInput(UntagResource, input);
  const found = functions.get(parseName(request.Resource).name);
  const tags = Object.entries(found.tags).filter(([key]) => !request.TagKeys.includes(key));
  functions.functions.put(found.name, { ...found, tags: Object.fromEntries(tags) });
}
