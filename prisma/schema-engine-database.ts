import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlQuery } from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { pglitePool } from '#lib/adapters/prisma/pglite-stream';

/** The parts of adapter-pg's adapter that are changed below; it does not publish them. */
interface Internals extends SqlDriverAdapter {
  client: pg.Pool;
  onError(error: unknown): never;
  performIO(query: SqlQuery): Promise<{ fields: { dataTypeID: number }[] }>;
}

/** The type `"char"` of Postgres' own catalogues, and text. */
const CATALOGUE_CHAR = 18;
const TEXT = 25;

/** A connection as the schema engine needs it, for a Postgres address or, without one, an empty database in memory. */
export class EngineDatabase extends PrismaPg {
  static async open(url: string | null, shadowUrl: string | null): Promise<EngineDatabase> {
    return new EngineDatabase(await target(url), shadowUrl);
  }

  private constructor(
    where: pg.Pool | pg.PoolConfig,
    private readonly shadowUrl: string | null,
  ) {
    super(where);
  }

  override async connect() {
    return adapt(await super.connect());
  }

  // adapter-pg's own answer "creates" a shadow database and then connects to the main one.
  override async connectToShadowDb() {
    return adapt(await new PrismaPg(await target(this.shadowUrl)).connect());
  }
}

async function target(url: string | null): Promise<pg.Pool | pg.PoolConfig> {
  return url ? { connectionString: url } : pglitePool(await PGlite.create('memory://'));
}

function adapt<Adapter extends SqlDriverAdapter>(adapter: Adapter): Adapter {
  const inner = adapter as SqlDriverAdapter as Internals;
  sendScriptsWhole(inner);
  knowCatalogueChars(inner);
  return adapter;
}

/** adapter-pg cuts scripts at every semicolon, which breaks the bodies of functions. */
function sendScriptsWhole(inner: Internals): void {
  inner.executeScript = async (script) => {
    await inner.client.query(script).catch((error: unknown) => inner.onError(error));
  };
}

/** adapter-pg refuses the type `"char"`, which the engine reads from the catalogues. */
function knowCatalogueChars(inner: Internals): void {
  const performIO = inner.performIO.bind(inner);
  const queryRaw = inner.queryRaw.bind(inner);
  let positions: number[] = [];
  inner.performIO = async (query) => {
    const result = await performIO(query);
    positions = result.fields.flatMap((field, index) => (field.dataTypeID === CATALOGUE_CHAR ? [index] : []));
    for (const field of result.fields) if (field.dataTypeID === CATALOGUE_CHAR) field.dataTypeID = TEXT;
    return result;
  };
  inner.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const position of positions) result.columnTypes[position] = ColumnTypeEnum.Character;
    return result;
  };
}
