const ISO = /^[12]\d{3}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}(:?\d{2})?)?)?$/;
const COMPACT_DAY = /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const EPOCH = /^(\d{9,11}(\.\d+)?|\d{12,19})$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Whether a text can be read as a time: ISO 8601, `yyyymmdd`, or seconds to nanoseconds since 1970. */
export function isTimeLike(text: string): boolean {
  return ISO.test(text) || COMPACT_DAY.test(text) || EPOCH.test(text);
}

/** Whether a text can be read as a number. */
export function isNumberLike(text: string): boolean {
  return NUMBER.test(text);
}

/** Whether more than half of the texts that are there pass a test; false when there is none. */
export function areMostly(values: (string | null)[], test: (text: string) => boolean): boolean {
  const present = values.filter((value) => value !== null);
  return present.length > 0 && present.filter(test).length > present.length / 2;
}
