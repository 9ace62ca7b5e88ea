import { HEARD_MINUTES } from '#lib/automation/is-timely';
import type { Ctx } from '#lib/core/ctx';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** What went red stays; that it was clear again is worth remembering for a while. */
const CLEAR_DAYS = 30;

/** Forgets messages that are too old to be heard again, and old lines of what was clear. Nobody decides it. */
export async function forgetMessages({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<void> {
  const heardBefore = new Date(now.getTime() - 2 * HEARD_MINUTES * MINUTE);
  await db.heardMessage.deleteMany({ where: { heardAt: { lt: heardBefore } } });
  const clearBefore = new Date(now.getTime() - CLEAR_DAYS * DAY);
  await db.alarmDecision.deleteMany({ where: { state: { not: 'ALARM' }, decidedAt: { lt: clearBefore } } });
}
