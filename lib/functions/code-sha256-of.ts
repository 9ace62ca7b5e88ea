/** A SHA-256 as AWS writes it (base64), from 64 hex digits. */
export function codeSha256Of(sha256: string): string {
  const bytes = (sha256.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return btoa(String.fromCharCode(...bytes));
}
