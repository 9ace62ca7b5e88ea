const DAY_MS = 86_400_000;

/** From before any event to the end of the day, so that nothing is lost unseen and a day has one question. */
export function allTime(now: number): { from: string; to: string } {
  const end = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
  return { from: '1990-01-01T00:00:00.000Z', to: new Date(end).toISOString() };
}
