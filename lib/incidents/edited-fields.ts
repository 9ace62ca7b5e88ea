import type { SavedIncident } from '#lib/incidents/answers';

type Fields = Partial<
  Pick<SavedIncident, 'title' | 'severity' | 'scope' | 'functions' | 'failureReason' | 'owner'>
>;

export interface EditedField {
  field: string;
  from: string;
  to: string;
  /** For the timeline. */
  sentence: string;
}

const LABELS: Record<keyof Fields, string> = {
  title: 'Title',
  severity: 'Severity',
  scope: 'Scope',
  functions: 'Functions',
  failureReason: 'Failure reason',
  owner: 'Owner',
};

/** What an edit changes, each with the words that it had and has; what is the same is no edit. */
export function editedFields(
  before: Fields,
  after: { [K in keyof Fields]?: Fields[K] | undefined },
): EditedField[] {
  return (Object.keys(LABELS) as (keyof Fields)[]).flatMap((field) => {
    if (after[field] === undefined) return [];
    const [from, to] = [wordsOf(before[field]), wordsOf(after[field])];
    return from === to ? [] : [{ field, from, to, sentence: `${LABELS[field]}: ${from} → ${to}` }];
  });
}

function wordsOf(value: Fields[keyof Fields]): string {
  if (value === null || value === undefined) return 'nobody';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  const text = typeof value === 'object' ? value.name : value;
  return text === '' ? 'not known' : text;
}
