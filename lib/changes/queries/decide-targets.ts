import type { CreationOf } from '#lib/changes/kind';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { AppError, type FieldError } from '#lib/core/errors';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';
import { pastOf } from '#lib/functions/queries/past-of';
import { type Rejection, rollbackTarget, whyNot } from '#lib/functions/rollback-target';

export interface TargetDecision {
  functionName: string;
  alias: FunctionAlias;
  target: FunctionVersion;
  why: string;
  rejected: Rejection[];
}

type Asked = CreationOf<'rollback'>['targets'][number];

/**
 * Chooses where each alias of a rollback goes, from what AWS says now and what is known of the past.
 *
 * @throws AppError `unprocessable` naming every alias that cannot be rolled back, and why.
 */
export async function decideTargets(
  ctx: Ctx,
  { environment, targets }: Pick<CreationOf<'rollback'>, 'environment' | 'targets'>,
): Promise<TargetDecision[]> {
  const decided = await Promise.all(targets.map((asked) => decide(ctx, environment, asked)));
  const errors = decided.flatMap((decision, index): FieldError[] =>
    'fault' in decision ? [{ path: `targets.${index}`, message: decision.fault }] : [],
  );
  if (errors.length > 0) {
    const what = errors.length === 1 ? 'One function' : `${errors.length} functions`;
    throw new AppError('unprocessable', `${what} cannot be rolled back: ${errors[0]?.message}`, { errors });
  }
  return decided.flatMap((decision) => ('fault' in decision ? [] : decision));
}

async function decide(
  ctx: Ctx,
  environment: string,
  asked: Asked,
): Promise<TargetDecision | { fault: string }> {
  const { function: functionName, alias: aliasName, toVersion } = asked;
  const own = environmentOf(functionName);
  if (own !== environment) return { fault: `${functionName} is in ${own}, not in ${environment}.` };
  const { functions } = ctx.cloud;
  const [versions, aliases, past] = await Promise.all([
    functions.versions(functionName, ctx.signal),
    functions.aliases(functionName, ctx.signal),
    pastOf(ctx, functionName, aliasName),
  ]);
  const alias = aliases.find(({ name }) => name === aliasName);
  if (!alias) return { fault: `${functionName} has no alias ${aliasName}.` };
  const known = { live: alias, versions, ...past };
  const choice = toVersion === undefined ? rollbackTarget(known) : chosen(Number(toVersion), known);
  const target = versions.find(({ version }) => version === choice.version);
  if (!target) return { fault: `${functionName}: ${reasonsOf(choice)}` };
  return { functionName, alias, target, why: choice.why, rejected: choice.rejected };
}

function chosen(version: number, known: Parameters<typeof whyNot>[1]): ReturnType<typeof rollbackTarget> {
  const why = whyNot(version, known);
  return why === null
    ? { version, why: 'It was chosen by hand.', rejected: [] }
    : { version: null, why: `Version ${version} may not be gone back to.`, rejected: [{ version, why }] };
}

function reasonsOf({ why, rejected }: ReturnType<typeof rollbackTarget>): string {
  return [why, ...rejected.map(({ version, why: reason }) => `Version ${version}: ${reason}`)].join(' ');
}
