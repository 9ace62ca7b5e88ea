const MINUTE = 60_000;
/** SNS tries for an hour to bring a message; what is older is one that somebody kept. */
export const HEARD_MINUTES = 60;
const AHEAD_MINUTES = 5;

/** Whether a message was sent lately, and not in a future that clocks alone cannot explain. */
export function isTimely(sent: Date, now: Date): boolean {
  const minutes = (now.getTime() - sent.getTime()) / MINUTE;
  return minutes <= HEARD_MINUTES && minutes >= -AHEAD_MINUTES;
}
