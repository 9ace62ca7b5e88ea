import { FIELDS, type Field, type Mapping } from '#lib/events/import/schema';
import { areMostly, isNumberLike, isTimeLike } from '#lib/events/import/value-kinds';

interface Signs {
  /** Names without case and punctuation, the surest first. */
  names: readonly string[];
  /** Names that end in one of these are taken when none of `names` is there. */
  endings?: readonly string[];
  fits?: (text: string) => boolean;
}

const isDuration = (text: string) => isNumberLike(text) && !text.startsWith('-');

const SIGNS: Record<Field, Signs> = {
  user: {
    names: [
      ...['userid', 'user', 'customerid', 'customer', 'distinctid', 'visitorid', 'personid', 'accountid'],
      ...['memberid', 'clientid', 'uid', 'userpseudoid', 'fullvisitorid', 'anonymousid', 'deviceid', 'email'],
      ...['username', 'visitor', 'person', 'member', 'client', 'account', 'who'],
    ],
    endings: ['userid', 'customerid', 'visitorid', 'personid', 'accountid', 'distinctid'],
  },
  type: {
    names: [
      ...[
        'eventtype',
        'eventname',
        'event',
        'type',
        'action',
        'activity',
        'eventaction',
        'step',
        'name',
        'verb',
      ],
    ],
    endings: ['eventtype', 'eventname', 'action'],
  },
  time: {
    names: [
      ...['eventtime', 'timestamp', 'time', 'eventtimestamp', 'datetime', 'occurredat', 'createdat', 'ts'],
      ...['clienttime', 'senttime', 'date', 'day', 'eventdate', 'when', 'at'],
    ],
    endings: ['timestamp', 'time', 'date', 'at', 'ts'],
    fits: isTimeLike,
  },
  session: { names: ['sessionid', 'session', 'visitid', 'gasessionid', 'visit'], endings: ['sessionid'] },
  id: { names: ['eventid', 'id', 'insertid', 'messageid', 'uuid', 'eventuuid'] },
  feature: { names: ['featurename', 'feature', 'module', 'product', 'area'] },
  value: {
    names: [
      ...['value', 'eventvalue', 'amount', 'revenue', 'dollarvalue', 'price', 'total', 'ordervalue', 'usd'],
    ],
    endings: ['value', 'amount', 'revenue'],
    fits: isNumberLike,
  },
  duration: {
    names: ['sessionduration', 'durationseconds', 'duration', 'sessionseconds', 'engagementseconds'],
    endings: ['duration'],
    fits: isDuration,
  },
  experiment: { names: ['experiment', 'experimentid', 'experimentkey', 'experimentname', 'abtest', 'test'] },
  variant: { names: ['variant', 'variation', 'variationid', 'group', 'arm', 'treatment', 'experimentgroup'] },
};

const CONSTANT_TYPE = 'event';

/**
 * The most likely meaning of each column, from its name and its first values. Where no column names the event, all
 * events get the type `event`; a field that is not certain is left to a person.
 */
export function guessMapping(columns: string[], rows: (string | null)[][]): Mapping {
  const found: Partial<Record<Field, string>> = {};
  const taken = new Set<string>();
  const valuesOf = (column: string) => rows.map((row) => row[columns.indexOf(column)] ?? null);
  const take = (field: Field, candidates: string[]) => {
    const { fits } = SIGNS[field];
    const column = candidates.find(
      (name) => !taken.has(name) && (!fits || rows.length === 0 || areMostly(valuesOf(name), fits)),
    );
    if (column === undefined || found[field] !== undefined) return;
    found[field] = column;
    taken.add(column);
  };
  for (const field of FIELDS) take(field, namedExactly(columns, SIGNS[field].names));
  for (const field of FIELDS) take(field, endingIn(columns, SIGNS[field].endings ?? []));
  take(
    'time',
    columns.filter((column) => areMostly(valuesOf(column), isCertainlyTime)),
  );
  return found.type === undefined ? { columns: found, type: CONSTANT_TYPE } : { columns: found };
}

/** Whether a column of this name would be taken for a field. */
export function isKnownName(name: string): boolean {
  return FIELDS.some((field) => SIGNS[field].names.includes(plain(name)));
}

/** Plain digits may be anything, so a column without a telling name must look like a date. */
function isCertainlyTime(text: string): boolean {
  return isTimeLike(text) && text.includes('-');
}

function namedExactly(columns: string[], names: readonly string[]): string[] {
  return names.flatMap((name) => columns.filter((column) => spellings(column).includes(name)));
}

function endingIn(columns: string[], endings: readonly string[]): string[] {
  return endings.flatMap((ending) => columns.filter((column) => plain(column).endsWith(ending)));
}

/** A name as it is, and without the object it stands in (`properties.user_id`). */
function spellings(column: string): string[] {
  return [plain(column), plain(column.slice(column.lastIndexOf('.') + 1))];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
