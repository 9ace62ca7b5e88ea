/** How numbers, times and sizes are worded, everywhere alike. Nothing to show is said in words, never as 0 or a dash. */
export const NO_DATA = 'no data';

type Maybe = number | null | undefined;

const isNothing = (value: Maybe): value is null | undefined =>
  value === null || value === undefined || !Number.isFinite(value);

/** A typographic minus, so that signs line up with "+". */
const signed = (text: string): string => text.replace('-', '−');

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `12304` → "12,304". */
export function formatCount(value: Maybe): string {
  return isNothing(value) ? NO_DATA : signed(whole.format(value));
}

/** For axes and tight places: `12304` → "12.3k", `1_200_000` → "1.2M". */
export function formatCompact(value: Maybe): string {
  if (isNothing(value)) return NO_DATA;
  const steps = [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const;
  for (const [size, suffix] of steps) {
    // 999,950 would round up to "1000.0k": it belongs to the next size.
    if (Math.abs(value) >= size * 0.99995) {
      return signed(`${oneDigit.format(value / size).replace(/\.0$/, '')}${suffix}`);
    }
  }
  return signed(Number.isInteger(value) ? whole.format(value) : oneDigit.format(value));
}

/** A fraction with one digit: `0.352` → "35.2%". What is not quite nothing, or not quite all, never reads as such. */
export function formatPercent(fraction: Maybe): string {
  if (isNothing(fraction)) return NO_DATA;
  const size = Math.abs(fraction);
  if (size > 0 && size < 0.0005) return fraction > 0 ? '< 0.1%' : '> −0.1%';
  if (fraction < 1 && fraction >= 0.9995) return '> 99.9%';
  return signed(`${oneDigit.format(fraction * 100)}%`);
}

/** A difference of two fractions, in points with a sign: `0.014` → "+1.4 pp". */
export function formatPoints(difference: Maybe): string {
  if (isNothing(difference)) return NO_DATA;
  const points = oneDigit.format(Math.abs(difference) * 100);
  if (points === '0.0') return '±0.0 pp';
  return `${difference > 0 ? '+' : '−'}${points} pp`;
}

/** `1.234` → "1.23×". */
export function formatRatio(ratio: Maybe): string {
  return isNothing(ratio) ? NO_DATA : `${signed(ratio.toFixed(2))}×`;
}

/** Seconds in the two largest units that matter: `4320` → "1 h 12 min", `0.25` → "250 ms". */
export function formatDuration(seconds: Maybe): string {
  if (isNothing(seconds)) return NO_DATA;
  if (seconds < 0) return `−${formatDuration(-seconds)}`;
  if (seconds > 0 && seconds < 0.9995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 9.95) return `${oneDigit.format(seconds).replace(/\.0$/, '')} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const units = [
    [86_400, 'd', 3600, 'h'],
    [3600, 'h', 60, 'min'],
    [60, 'min', 1, 's'],
  ] as const;
  for (const [size, name, smaller, smallerName] of units) {
    const rounded = Math.round(seconds / smaller) * smaller;
    if (rounded < size) continue;
    const rest = (rounded % size) / smaller;
    return `${whole.format(Math.floor(rounded / size))} ${name}${rest > 0 ? ` ${rest} ${smallerName}` : ''}`;
  }
  return `${Math.round(seconds)} s`;
}

/** Decimal units, as disks and bills have them: `145_000_000` → "145 MB". */
export function formatBytes(bytes: Maybe): string {
  if (isNothing(bytes)) return NO_DATA;
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const scaled = bytes / 1000 ** power;
  const text = power > 0 && scaled < 10 ? oneDigit.format(scaled) : whole.format(scaled);
  return `${text} ${units[power]}`;
}

/** `1.5` → "$1.50"; what costs less than a cent but something says so. */
export function formatMoney(amount: Maybe, currency = 'USD'): string {
  if (isNothing(amount)) return NO_DATA;
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return amount > 0 && amount < 0.005 ? `< ${format.format(0.01)}` : signed(format.format(amount));
}
