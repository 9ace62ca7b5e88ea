import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setInterval } from 'node:timers';
import { type DuckDBConnection, DuckDBInstance, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import type { ResultFile, RowTexts } from '#lib/sandbox/athena/result-file';
import { typeName, valueText } from '#lib/sandbox/athena/value-text';
import { MACROS } from '#lib/sql/macros';

export interface ResultColumn {
  name: string;
  type: string;
}

// The table as a catalogue would define it; without files nothing else says what its columns are.
const TABLE = `event_id varchar, user_id varchar, event_type varchar, feature_name varchar, event_time timestamp_ms,
  received_at timestamp_ms, session_id varchar, session_duration double, value double, experiment varchar,
  variant varchar, properties varchar, dt varchar`;

const SESSION = `set integer_division = true; set ieee_floating_point_ops = false; set TimeZone = 'UTC';`;
const REPEAT_MS = 20;

interface Asked {
  text: string;
  parameters: string[];
  signal: AbortSignal;
}

/** Trino's SQL over the day folders of `events`, read anew for each question. */
export class Engine {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly events: string,
  ) {}

  static async open(events: string, tempFolder: string, memory: string): Promise<Engine> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: memory,
      threads: '2',
      temp_directory: tempFolder,
      max_temp_directory_size: '2GB',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    await connection.run(MACROS);
    await connection.run(`create table no_events (${TABLE})`);
    connection.closeSync();
    return new Engine(instance, events);
  }

  /** Writes all rows into `file`; answers what the columns are and how large the files were that it read. */
  async run({ text, parameters, signal }: Asked, file: ResultFile) {
    const connection = await this.instance.connect();
    const stop = () => connection.interrupt();
    // An interrupt between two steps of the engine is forgotten.
    const repeat = setInterval(() => signal.aborted && stop(), REPEAT_MS);
    try {
      const bytes = await this.defineEvents(connection);
      const { values, types } = await readLiterals(connection, parameters);
      const statements = await connection.extractStatements(text);
      if (statements.count !== 1) throw new Error('Parser Error: only one statement is allowed');
      const result = await connection.stream(text, values, types);
      const columnTypes = result.columnTypes();
      const names = result.columnNames();
      await file.writeHeader(names);
      for await (const chunk of result) {
        if (signal.aborted) break;
        await file.append(rowTexts(chunk.getRows(), columnTypes));
      }
      const columns = names.map((name, i) => ({ name, type: typeName(columnTypes[i] as DuckDBType) }));
      return { columns, bytes };
    } finally {
      clearInterval(repeat);
      connection.closeSync();
    }
  }

  private async defineEvents(connection: DuckDBConnection): Promise<number> {
    const paths = eventFiles(this.events);
    const list = paths.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
    const source =
      paths.length === 0
        ? 'no_events'
        : `read_parquet([${list}], hive_partitioning = true, hive_types = {dt: varchar})`;
    await connection.run(`${SESSION} create or replace temp view events as select * from ${source}`);
    return paths.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  }
}

/** Each execution parameter is an expression of SQL, as Athena has it; their values are bound in order. */
async function readLiterals(connection: DuckDBConnection, literals: string[]) {
  if (literals.length === 0) return { values: [], types: [] };
  const reader = await connection.runAndReadAll(`select ${literals.join('\n, ')}`);
  const [values = []] = reader.getRows();
  if (values.length !== literals.length) {
    throw new Error(`Parser Error: expected ${literals.length} parameters but found ${values.length}`);
  }
  return { values, types: reader.columnTypes() };
}

function rowTexts(rows: DuckDBValue[][], types: readonly DuckDBType[]): RowTexts[] {
  return rows.map((row) => row.map((value, i) => valueText(value, types[i] as DuckDBType)));
}

function eventFiles(events: string): string[] {
  const days = readdirSync(events).filter((name) => name.startsWith('dt='));
  return days.flatMap((day) =>
    readdirSync(path.join(events, day))
      .filter((name) => name.endsWith('.parquet') && !/^[._]/.test(name))
      .map((name) => path.join(events, day, name)),
  );
}
