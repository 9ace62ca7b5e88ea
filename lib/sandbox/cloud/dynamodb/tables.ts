import { keyText, sizeOf } from '#lib/sandbox/cloud/dynamodb/keys';
import type { Backup, Change, Export, Item, Table } from '#lib/sandbox/cloud/dynamodb/model';
import { noTable } from '#lib/sandbox/cloud/dynamodb/refusals';
import type { Collection } from '#lib/sandbox/cloud/frame/store';
import { ACCOUNT, REGION, type World } from '#lib/sandbox/cloud/frame/world';

const COUNTED_MS = 6 * 3_600_000;

/** All tables with their items, and every change of those that can be taken back to a point in time. */
export class Tables {
  readonly backups: Collection<Backup>;
  readonly exports: Collection<Export>;
  private readonly tables: Collection<Table>;
  private readonly stored: Collection<Item>;
  private readonly changes: Collection<Change>;
  /** The items of each table, by their key. */
  private readonly items = new Map<string, Map<string, Item>>();
  private changed = 0;

  constructor(readonly world: World) {
    this.backups = world.store.collection('dynamodb.backups');
    this.exports = world.store.collection('dynamodb.exports');
    this.tables = world.store.collection('dynamodb.tables');
    this.stored = world.store.collection('dynamodb.items');
    this.changes = world.store.collection('dynamodb.changes');
    for (const [id, item] of this.stored.entries()) this.itemsOf(id.slice(0, 36)).set(id.slice(37), item);
    this.changed = this.changes.entries().reduce((most, [id]) => Math.max(most, Number(id)), 0);
  }

  list(): Table[] {
    return this.tables
      .list()
      .map((table) => this.settled(table))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Table | undefined {
    const table = this.tables.get(name);
    return table && this.settled(table);
  }

  get(name: string): Table {
    const table = this.find(name);
    if (!table) throw noTable(name);
    return table;
  }

  /** One whose items can be read and written. */
  active(name: string): Table {
    const table = this.get(name);
    if (table.status !== 'ACTIVE') throw noTable(name);
    return table;
  }

  put(table: Table): Table {
    return this.tables.put(table.name, table);
  }

  /** Takes a table away, with its items and their past. */
  remove({ name, id }: Table): void {
    for (const key of this.itemsOf(id).keys()) this.stored.delete(`${id} ${key}`);
    this.items.delete(id);
    this.forgetChanges(id);
    this.tables.delete(name);
  }

  forgetChanges(tableId: string): void {
    for (const [id, change] of this.changes.entries())
      if (change.tableId === tableId) this.changes.delete(id);
  }

  item({ id, shape }: Table, key: Item): Item | undefined {
    return this.itemsOf(id).get(keyText(shape, key));
  }

  /** In the order of a scan, with their keys. */
  scan({ id }: Table): [key: string, item: Item][] {
    return [...this.itemsOf(id)].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Puts an item, or deletes the one of this key when there is none to put. */
  write(table: Table, key: Item, item: Item | undefined): void {
    const text = keyText(table.shape, key);
    if (item) {
      this.itemsOf(table.id).set(text, item);
      this.stored.put(`${table.id} ${text}`, item);
    } else {
      this.itemsOf(table.id).delete(text);
      this.stored.delete(`${table.id} ${text}`);
    }
    if (!table.recovery) return;
    this.changed += 1;
    const change = { tableId: table.id, at: this.world.now(), key: text, ...(item ? { item } : {}) };
    this.changes.put(String(this.changed), change);
  }

  /** The items as they are, as bytes that can be restored. */
  snapshot({ id }: Table): { blob: string; items: number; bytes: number } {
    return this.keep([...this.itemsOf(id).values()]);
  }

  /** The items as they were at a time that lies within the table's recovery. */
  snapshotAt(table: Table & { recovery: NonNullable<Table['recovery']> }, at: number): string {
    const items = new Map(this.load(table.recovery.blob).map((item) => [keyText(table.shape, item), item]));
    for (const change of this.changes.list()) {
      if (change.tableId !== table.id || change.at > at) continue;
      if (change.item) items.set(change.key, change.item);
      else items.delete(change.key);
    }
    return this.keep([...items.values()]).blob;
  }

  load(blob: string): Item[] {
    return JSON.parse(this.world.blobs.get(blob).toString('utf8')) as Item[];
  }

  arnOf(name: string): string {
    return `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`;
  }

  private keep(items: Item[]): { blob: string; items: number; bytes: number } {
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    return { blob: this.world.blobs.put(Buffer.from(JSON.stringify(items))), items: items.length, bytes };
  }

  private itemsOf(id: string): Map<string, Item> {
    const known = this.items.get(id);
    if (known) return known;
    const items = new Map<string, Item>();
    this.items.set(id, items);
    return items;
  }

  /** What was to be ready by now is ready, and what is counted now and then has been counted. */
  private settled(table: Table): Table {
    const now = this.world.now();
    if (table.readyAt !== undefined && now >= table.readyAt) {
      const { readyAt: _, arriving, ...rest } = table;
      for (const item of arriving === undefined ? [] : this.load(arriving)) this.write(rest, item, item);
      const { items, bytes } = this.snapshot(rest);
      return this.put({ ...rest, status: 'ACTIVE', counted: { items, bytes, at: now } });
    }
    if (table.status !== 'ACTIVE' || now - table.counted.at < COUNTED_MS) return table;
    const { items, bytes } = this.snapshot(table);
    return this.put({ ...table, counted: { items, bytes, at: now } });
  }
}
