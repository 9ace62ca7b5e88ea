import type { z } from 'zod';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import { describeAlias } from '#lib/sandbox/cloud/lambda/describe';
import { type Functions, LATEST } from '#lib/sandbox/cloud/lambda/functions';
import type { Alias, Routing } from '#lib/sandbox/cloud/lambda/model';
import { arnOf, parseName } from '#lib/sandbox/cloud/lambda/names';
import { pageOf } from '#lib/sandbox/cloud/lambda/page';
import { conflict, invalid } from '#lib/sandbox/cloud/lambda/refusals';
import { CreateAlias, ListOfFunction, OneAlias, UpdateAlias } from '#lib/sandbox/cloud/lambda/requests';

type RoutingConfig = z.infer<typeof UpdateAlias>['RoutingConfig'];

export function createAlias(functions: Functions, input: unknown) {
  const request = parseInput(CreateAlias, input);
  const { name } = parseName(request.FunctionName);
  functions.get(name);
  if (functions.findAlias(name, request.Name)) {
    throw conflict(`Alias already exists: ${arnOf(name, request.Name)}`);
  }
  const extra = extraOf(request.RoutingConfig);
  const routing = { version: request.FunctionVersion, ...(extra ? { extra } : {}) };
  assertRouting(functions, name, routing);
  return describeAlias(
    functions.putAlias({
      ...routing,
      functionName: name,
      name: request.Name,
      description: request.Description ?? '',
      revisionId: functions.world.random.uuid(),
    }),
  );
}

/** What is not sent stays, the weights too; the RevisionId is a new one even when nothing changed. */
export function updateAlias(functions: Functions, input: unknown) {
  const request = parseInput(UpdateAlias, input);
  const { name } = parseName(request.FunctionName);
  const alias = functions.aliasAt(name, request.Name);
  functions.assertRevision(request.RevisionId, alias);
  const version = request.FunctionVersion ?? alias.version;
  const isSent = request.RoutingConfig?.AdditionalVersionWeights !== undefined;
  const extra = isSent ? extraOf(request.RoutingConfig) : alias.extra;
  const routing: Routing = { version, ...(extra ? { extra } : {}) };
  assertRouting(functions, name, routing);
  const { extra: _, provisioningUntil: __, ...rest } = alias;
  return describeAlias(
    functions.putAlias({
      ...rest,
      ...routing,
      ...movement(functions, alias, routing),
      description: request.Description ?? alias.description,
      revisionId: functions.world.random.uuid(),
    }),
  );
}

/** What follows from a move: for a while some callers reach the old place, and provisioned capacity follows slowly. */
function movement({ world, provisioned }: Functions, alias: Alias, routing: Routing): Partial<Alias> {
  const isMoved =
    alias.version !== routing.version || JSON.stringify(alias.extra) !== JSON.stringify(routing.extra);
  if (!isMoved) return alias.before ? { before: alias.before } : {};
  const from = world.now();
  const { version, extra } = alias;
  const before = { version, ...(extra ? { extra } : {}), from, to: from + world.settings.propagationMs };
  const capacity = provisioned.get(`${alias.functionName} ${alias.name}`);
  if (!capacity || routing.version === version || routing.extra) return { before };
  const provisioningUntil = from + world.settings.provisionMs;
  provisioned.put(`${alias.functionName} ${alias.name}`, {
    ...capacity,
    changedAt: from,
    readyAt: provisioningUntil,
  });
  return { before, extra: { version, weight: 1 }, provisioningUntil };
}

function extraOf(config: RoutingConfig): Routing['extra'] {
  const weights = Object.entries(config?.AdditionalVersionWeights ?? {});
  if (weights.length > 1) {
    throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1');
  }
  const [version, weight] = weights[0] ?? [];
  return version === undefined || weight === undefined ? undefined : { version, weight };
}

/** The rules for where an alias may point. */
function assertRouting(functions: Functions, name: string, { version, extra }: Routing): void {
  const main = functions.versionAt(name, version);
  if (!extra) return;
  if (version === LATEST)
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
  if (extra.version === version) {
    throw invalid(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
  const second = functions.versionAt(name, extra.version);
  if (main.settings.role !== second.settings.role) {
    throw invalid('Both versions of an alias with weights must have the same execution role.');
  }
  if (main.settings.deadLetterArn !== second.settings.deadLetterArn) {
    throw invalid('Both versions of an alias with weights must have the same dead-letter queue.');
  }
}

export function getAlias(functions: Functions, input: unknown) {
  const request = parseInput(OneAlias, input);
  return describeAlias(functions.aliasAt(parseName(request.FunctionName).name, request.Name));
}

export function listAliases(functions: Functions, input: unknown) {
  const request = parseInput(ListOfFunction, input);
  const { name } = parseName(request.FunctionName);
  functions.get(name);
  const wanted = functions
    .aliasesOf(name)
    .filter(({ version }) => request.FunctionVersion === undefined || version === request.FunctionVersion);
  const { items, ...next } = pageOf(wanted, request);
  return { Aliases: items.map(describeAlias), ...next };
}

/** Deleting one that is not there is no error. */
export function deleteAlias(functions: Functions, input: unknown): void {
  const request = parseInput(OneAlias, input);
  const { name } = parseName(request.FunctionName);
  functions.get(name);
  functions.deleteAlias(name, request.Name);
  functions.provisioned.delete(`${name} ${request.Name}`);
}
