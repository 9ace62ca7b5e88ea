/** The one spelling of an address: two spellings of one person must meet in one account. */
export function normalizeEmail(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .toLowerCase();
}
