import type { OwnedAlias, StackResource } from '#lib/core/stacks';

interface Known {
  /** The text of the template, as AWS keeps it. */
  template: string;
  resources: readonly StackResource[];
  /** Values of parameters by name; they go no further than this. */
  parameters: ReadonlyMap<string, string>;
}

const ALIAS = /^arn:[^:]+:lambda:[^:]+:\d+:function:([^:]+):([^:]+)$/;

/**
 * The aliases that a stack owns, and where its template puts each: as a number, as a parameter, or as a version that
 * is a resource of the stack. A template in YAML is not read; then a function's only version in the stack is the one.
 */
export function ownedAliases(known: Known): OwnedAlias[] {
  const definitions = definitionsOf(known.template);
  return known.resources.flatMap(({ type, physicalId, logicalId }) => {
    const [, functionName, alias] = (type === 'AWS::Lambda::Alias' && ALIAS.exec(physicalId)) || [];
    if (functionName === undefined || alias === undefined) return [];
    const stated = property(definitions?.[logicalId], 'FunctionVersion');
    const version = definitions === null ? onlyVersionOf(functionName, known) : resolved(stated, known);
    return { functionName, alias, logicalId, version };
  });
}

/** The resources of a template by logical id; null for one that is no JSON. */
function definitionsOf(template: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(template);
    const resources = field(found, 'Resources');
    return typeof resources === 'object' && resources !== null ? { ...resources } : {};
  } catch {
    return null;
  }
}

function resolved(stated: unknown, { resources, parameters }: Known): number | null {
  if (typeof stated === 'string' || typeof stated === 'number') return numberOf(`${stated}`);
  const named = field(stated, 'Ref');
  if (typeof named === 'string') return numberOf(parameters.get(named) ?? '');
  const got = field(stated, 'Fn::GetAtt');
  const [logicalId] = Array.isArray(got) ? got : typeof got === 'string' ? got.split('.') : [];
  const source = resources.find((resource) => resource.logicalId === logicalId);
  return source ? versionOf(source) : null;
}

function onlyVersionOf(functionName: string, { resources }: Known): number | null {
  const versions = resources.filter(({ physicalId }) => physicalId.includes(`:function:${functionName}:`));
  const numbers = versions.flatMap((resource) => versionOf(resource) ?? []);
  return numbers.length === 1 ? (numbers[0] ?? null) : null;
}

/** The number of a version that is a resource; null for any other resource. */
function versionOf({ type, physicalId }: StackResource): number | null {
  return type === 'AWS::Lambda::Version' ? numberOf(physicalId.slice(physicalId.lastIndexOf(':') + 1)) : null;
}

function numberOf(text: string): number | null {
  return /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

function property(definition: unknown, name: string): unknown {
  return field(field(definition, 'Properties'), name);
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? of[name as keyof typeof of] : undefined;
}
