const DOLLARS_PER_TEBIBYTE = 5;
const TEBIBYTE = 2 ** 40;
const MEBIBYTE = 2 ** 20;
const LEAST_MEBIBYTES = 10;

/** What Athena charges for a query, at the list price: whole megabytes, at least ten of them. */
export function costOf(bytesScanned: number): number {
  const charged = Math.max(LEAST_MEBIBYTES, Math.ceil(bytesScanned / MEBIBYTE)) * MEBIBYTE;
  return (charged / TEBIBYTE) * DOLLARS_PER_TEBIBYTE;
}
