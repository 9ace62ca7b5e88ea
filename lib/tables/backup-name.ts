const ID_CHARACTERS = 8;

/**
 * The name of a backup: what it is for, when, and the beginning of an id, because AWS lets names repeat and a backup
 * whose answer was lost is found by its name. Like `pre-deploy-20261130T223000Z-1b9d6bcd`.
 */
export function backupNameOf(purpose: 'pre-deploy' | 'by-hand', at: Date, id: string): string {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  return `${purpose}-${time}-${id.slice(0, ID_CHARACTERS)}`;
}
