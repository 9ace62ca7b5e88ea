import {
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';

const TYPE_NAMES: Partial<Record<DuckDBTypeId, string>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.TINYINT]: 'tinyint',
  [DuckDBTypeId.SMALLINT]: 'smallint',
  [DuckDBTypeId.INTEGER]: 'integer',
  [DuckDBTypeId.BIGINT]: 'bigint',
  [DuckDBTypeId.UBIGINT]: 'bigint',
  // DuckDB widens sums of integers beyond what Trino has.
  [DuckDBTypeId.HUGEINT]: 'bigint',
  [DuckDBTypeId.FLOAT]: 'float',
  [DuckDBTypeId.DOUBLE]: 'double',
  [DuckDBTypeId.DECIMAL]: 'decimal',
  [DuckDBTypeId.VARCHAR]: 'varchar',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIMESTAMP]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_MS]: 'timestamp',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'timestamp with time zone',
  [DuckDBTypeId.BLOB]: 'varbinary',
  [DuckDBTypeId.LIST]: 'array',
  [DuckDBTypeId.MAP]: 'map',
  [DuckDBTypeId.STRUCT]: 'row',
};

/** A type as Athena's column metadata names it. */
export function typeName(type: DuckDBType): string {
  const name = TYPE_NAMES[type.typeId];
  if (name === undefined) throw new Error(`The sandbox has no name for the type ${type}.`);
  return name;
}

/** A value as Athena prints it; undefined for null. `type` tells doubles from integers. */
export function valueText(value: DuckDBValue, type: DuckDBType): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return isFloating(type) ? javaDouble(value) : String(value);
  if (value instanceof DuckDBListValue) {
    const item = 'valueType' in type ? (type.valueType as DuckDBType) : type;
    return `[${value.items.map((one) => valueText(one, item) ?? 'null').join(', ')}]`;
  }
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampMillisecondsValue) {
    return value.toString().replace(/(\.\d+)?$/, (fraction) => fraction.padEnd(4, '.000').slice(0, 4));
  }
  if (value instanceof DuckDBBlobValue)
    return (Buffer.from(value.bytes).toString('hex').match(/../g) ?? []).join(' ');
  return String(value);
}

function isFloating(type: DuckDBType): boolean {
  return type.typeId === DuckDBTypeId.DOUBLE || type.typeId === DuckDBTypeId.FLOAT;
}

/** A double as Java writes it: `1.0`, `1.25E10`, `NaN`, `Infinity`. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return withPoint(String(value));
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${withPoint(digits)}E${exponent.replace('+', '')}`;
}

function withPoint(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
