import type { Random } from '#lib/sandbox/cloud/frame/random';
import type { Alias, Routing } from '#lib/sandbox/cloud/lambda/model';

/** The version that one call of an alias reaches: by weight, and for a while after a move by where it was before. */
export function routeCall(alias: Alias, now: number, random: Random): string {
  const { before } = alias;
  if (!before || now >= before.to) return pick(alias, random);
  // The new routing spreads evenly over the time that it takes.
  const reached = (now - before.from) / (before.to - before.from);
  return pick(random.next() < reached ? alias : before, random);
}

function pick({ version, extra }: Routing, random: Random): string {
  return extra && random.next() < extra.weight ? extra.version : version;
}
