import type { ItemDifferences, NamedKeys } from '#lib/tables/compare-items';

/**
 * What verifying a restore found. `identical`: nothing differs. `source_differs`: shape and settings are right and the
 * items are not those that the source holds now, which may be what was written since. `mismatch`: something is not
 * what it must be. `source_gone`: there is nothing to compare the items with.
 */
export type RestoreVerdict = 'identical' | 'source_differs' | 'mismatch' | 'source_gone';

export interface RestoreReport {
  verdict: RestoreVerdict;
  sentence: string;
  table: string;
  target: string;
  /** The moment whose content was to be restored. */
  moment: string;
  /** What differs of keys, attributes and indexes, in words. */
  shape: string[];
  /** What of the settings is still lost, in words. */
  settings: string[];
  /** Counted and hashed by reading everything. */
  restored: { items: number; hash: string };
  source: { items: number; hash: string } | null;
  /** About so many items were in the backup, as AWS says. */
  backupItems: number | null;
  /** Items that were read by their keys from both and compared one by one. */
  sample: { compared: number; differing: string[] };
  /** Null when nothing differs, or when there are too many items to name them. */
  differences: ItemDifferences | null;
  checkedAt: string;
  /** How long AWS took until the table could be read. */
  restoreSeconds: number | null;
}

type Found = Omit<RestoreReport, 'verdict' | 'sentence' | 'checkedAt' | 'restoreSeconds'>;

/** What all of it means together. What is certainly wrong is looked at first. */
export function judgeRestore(found: Found): Pick<RestoreReport, 'verdict' | 'sentence'> {
  const { shape, settings, source, restored, target, table, moment, sample } = found;
  const wrong = [...shape, ...settings];
  if (wrong.length > 0) {
    return { verdict: 'mismatch', sentence: `${target} is not what it must be: ${wrong.join('; ')}.` };
  }
  const holds = `${target} holds ${countWords(restored.items)}`;
  if (source === null) {
    const said = found.backupItems === null ? '' : `; the backup held about ${found.backupItems}`;
    return {
      verdict: 'source_gone',
      sentence: `${holds}${said}. ${table} is gone, so nothing else can be compared.`,
    };
  }
  const isSame =
    source.items === restored.items && source.hash === restored.hash && sample.differing.length === 0;
  if (isSame) {
    return {
      verdict: 'identical',
      sentence: `${holds}, each as it is in ${table} now: same key, attributes, indexes and settings.`,
    };
  }
  return {
    verdict: 'source_differs',
    sentence: `${holds}, and ${table} holds ${source.items} now. ${table} could be written to since ${moment}, and whether the differences are such writes cannot be told from here: look at them before anybody reads from ${target}.`,
  };
}

function countWords(items: number): string {
  return items === 1 ? '1 item' : `${items} items`;
}

/** What stands for a key that a reader is not shown. */
const HIDDEN = '…';

/** The report for those who may not see data: keys of items can be personal, how many differ is not. */
export function withoutKeys(report: RestoreReport): RestoreReport {
  const { sample, differences } = report;
  return {
    ...report,
    sample: { ...sample, differing: sample.differing.map(() => HIDDEN) },
    differences: differences && {
      onlyInSource: unnamed(differences.onlyInSource),
      onlyInRestore: unnamed(differences.onlyInRestore),
      changed: unnamed(differences.changed),
    },
  };
}

function unnamed({ count }: NamedKeys): NamedKeys {
  return { count, keys: [] };
}
