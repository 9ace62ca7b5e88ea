import type { Json } from '#lib/core/canonical-json';

/** A value as a column of JSON takes it: members that are undefined are left out, and dates are text. */
export function plainJson(value: readonly unknown[]): Json[];
export function plainJson(value: object): { [key: string]: Json };
export function plainJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
