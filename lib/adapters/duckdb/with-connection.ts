import type { DuckDBConnection } from '@duckdb/node-api';
import type { Engine } from '#lib/adapters/duckdb/engine';

/** Runs `work` on a connection of its own: temporary tables and views end with it. */
export async function withConnection<T>(
  engine: Engine,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await engine.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

/** The first row of an answer as JavaScript's own values; bigints as they are. */
export async function firstRow(connection: DuckDBConnection, text: string): Promise<unknown[]> {
  const reader = await connection.runAndReadAll(text);
  return reader.getRowsJS()[0] ?? [];
}
