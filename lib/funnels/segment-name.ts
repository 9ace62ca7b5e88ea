/** How a value of a breakdown is called: "ios", "no platform", "all others". */
export function segmentName(
  { value, other }: { value: string | null; other?: true },
  property: string,
): string {
  if (other) return 'all others';
  return value ?? `no ${property}`;
}
