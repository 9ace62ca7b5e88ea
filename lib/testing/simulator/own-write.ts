/** A write of the product that was carried out. */
export interface OwnWrite {
  changeId: string;
  kind: 'move' | 'undo';
  functionName: string;
  version: number | '$LATEST';
}

/** Which change wrote an alias, as its description says; null for anybody else's. Read here without the product. */
export function ownWriteOf(description: string): Pick<OwnWrite, 'changeId' | 'kind'> | null {
  const [, changeId, kind] = /^Flightdeck change (\S+) \((move|undo)\)$/.exec(description) ?? [];
  if (changeId === undefined) return null;
  return { changeId, kind: kind === 'move' ? 'move' : 'undo' };
}
