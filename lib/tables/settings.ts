import type { Table } from '#lib/core/tables';

/** What a restore loses of a table, as plain JSON. */
export interface TableSettings {
  /** Without those that AWS reserves for itself. */
  tags: Record<string, string>;
  timeToLive: string | null;
  recoveryDays: number | null;
  stream: string | null;
  isProtected: boolean;
}

export const SETTINGS = ['tags', 'recoveryDays', 'stream', 'timeToLive', 'isProtected'] as const;

export type Setting = (typeof SETTINGS)[number];

const RESERVED_TAGS = /^aws:/;

interface Found {
  table: Pick<Table, 'stream' | 'isProtected'>;
  tags: Record<string, string>;
  timeToLive: string | null;
  recovery: { days: number } | null;
}

export function settingsOf({ table, tags, timeToLive, recovery }: Found): TableSettings {
  const own = Object.entries(tags).filter(([key]) => !RESERVED_TAGS.test(key));
  return {
    tags: Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1))),
    timeToLive,
    recoveryDays: recovery?.days ?? null,
    stream: table.stream,
    isProtected: table.isProtected,
  };
}

/** The settings that a restored table must be given, in the order in which they are. */
export function settingsToApply(settings: TableSettings): Setting[] {
  return SETTINGS.filter((setting) => {
    const value = settings[setting];
    return setting === 'tags' ? Object.keys(settings.tags).length > 0 : value !== null && value !== false;
  });
}

/** A setting and its value as people read it. */
export function settingWords(setting: Setting, settings: TableSettings): string {
  const { tags, timeToLive, recoveryDays, stream, isProtected } = settings;
  const words: Record<Setting, string> = {
    tags: `tags ${
      Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(', ') || 'none'
    }`,
    timeToLive: `time to live ${timeToLive === null ? 'off' : `by ${timeToLive}`}`,
    recoveryDays: `point-in-time recovery ${recoveryDays === null ? 'off' : `over ${recoveryDays} days`}`,
    stream: `stream ${stream ?? 'off'}`,
    isProtected: `deletion protection ${isProtected ? 'on' : 'off'}`,
  };
  return words[setting];
}

/** What of the settings is not as it was, in words; empty when all of it is. */
export function settingDifferences(wanted: TableSettings, found: TableSettings): string[] {
  return SETTINGS.filter((setting) => settingWords(setting, wanted) !== settingWords(setting, found)).map(
    (setting) => `${settingWords(setting, wanted)} became ${settingWords(setting, found)}`,
  );
}
