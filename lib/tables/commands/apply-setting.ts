import type { Ctx } from '#lib/core/ctx';
import type { Act } from '#lib/core/functions';
import type { Table } from '#lib/core/tables';
import { awaitTable } from '#lib/tables/commands/await-table';
import { type Deed, refused } from '#lib/tables/deed';
import { tableSettings } from '#lib/tables/queries/table-settings';
import { type Setting, settingWords, type TableSettings } from '#lib/tables/settings';

const ATTEMPTS = 3;
const LOOK_AGAIN_MS = 2_000;

/**
 * Gives a restored table one of the settings that it lost; it may be called again. Whether it has it is read, because
 * setting some of them twice is refused.
 *
 * @throws AppError what reading refuses.
 */
export async function applySetting(
  ctx: Ctx,
  target: string,
  setting: Setting,
  wanted: TableSettings,
): Promise<Deed<null>> {
  for (let attempt = 0; attempt <= ATTEMPTS; attempt += 1) {
    // An update makes the table busy for a while, in which nothing else can be set.
    const table = await awaitTable(ctx, target);
    if (table.outcome === 'refused') return table;
    const found = await tableSettings(ctx, table.value);
    if (settingWords(setting, found) === settingWords(setting, wanted))
      return { outcome: 'done', value: null };
    const act = await apply(ctx, table.value, setting, wanted);
    if (act.outcome === 'refused') return refused(act.why);
    await ctx.pace.pause(LOOK_AGAIN_MS);
  }
  return refused(`${target} did not take ${settingWords(setting, wanted)}.`);
}

function apply(ctx: Ctx, { name, arn }: Table, setting: Setting, wanted: TableSettings): Promise<Act<null>> {
  const { tableRestorer: restorer } = ctx.cloud;
  const deeds: Record<Setting, () => Promise<Act<null>>> = {
    tags: () => restorer.tag(arn, wanted.tags),
    timeToLive: () => restorer.setTimeToLive(name, wanted.timeToLive ?? ''),
    recoveryDays: () => restorer.enableRecovery(name, wanted.recoveryDays ?? 0),
    stream: () => restorer.setStream(name, wanted.stream ?? ''),
    isProtected: () => restorer.protect(name),
  };
  return deeds[setting]();
}
