import { AppError } from '#lib/core/errors';
import type { Parameter } from '#lib/core/warehouse';

// Athena's own limit on one execution parameter.
const LONGEST = 1024;

/**
 * A value as the SQL literal that Athena takes for an execution parameter. Texts are quoted with every quote inside
 * doubled, which is all that Trino's texts need: they know no escapes. Numbers that are no integers are written as
 * doubles, because Trino reads `0.1` as a decimal.
 *
 * @throws AppError `unprocessable` for what Athena has no literal for.
 */
export function literal(value: Parameter): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (value.includes('\0')) {
    throw new AppError('unprocessable', 'A text holds a NUL character, which Athena cannot be asked for.');
  }
  // Half a character can never have been stored.
  const text = `'${value.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll("'", "''")}'`;
  if (text.length > LONGEST) {
    throw new AppError(
      'unprocessable',
      `A text of ${value.length} characters is longer than Athena takes; ${LONGEST} is the most, quotes included.`,
    );
  }
  return text;
}

function numberLiteral(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value)) {
    throw new AppError('unprocessable', `${value} is no number that Athena can be asked for.`);
  }
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
}
