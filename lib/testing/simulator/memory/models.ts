import { readFileSync } from 'node:fs';

export interface Field {
  name: string;
  type: string;
  isRequired: boolean;
  isList: boolean;
  /** What stands in `@default(…)`. */
  preset: string | undefined;
}

/** Another table, and the columns that lead to its row. */
export interface Relation {
  model: string;
  from: string;
  to: string;
}

/** A table as `schema.prisma` describes it. */
export interface Model {
  name: string;
  fields: Field[];
  /** Columns that are different in each row together; the name is how a query calls them. */
  uniques: Map<string, string[]>;
  relations: Map<string, Relation>;
  /** Fields that stand for rows of another table, which lead here. */
  lists: Map<string, string>;
}

const SCALARS = ['String', 'Int', 'BigInt', 'Float', 'Boolean', 'DateTime', 'Json', 'Bytes', 'Decimal'];

/** The tables of the product by the name that the generated client gives them, read from the schema itself. */
export function readModels(file: string | URL = 'prisma/schema.prisma'): Map<string, Model> {
  const text = readFileSync(file, 'utf8').replaceAll(/\s*\/\/.*$/gm, '');
  const enums = [...text.matchAll(/^enum (\w+)/gm)].map(([, name = '']) => name);
  const models = [...text.matchAll(/^model (\w+) \{([^}]*)\}/gm)].map(([, name = '', body = '']) =>
    modelOf(name, body, [...SCALARS, ...enums]),
  );
  return new Map(
    models.map((model) => [`${model.name.charAt(0).toLowerCase()}${model.name.slice(1)}`, model]),
  );
}

function modelOf(name: string, body: string, scalars: readonly string[]): Model {
  const model: Model = { name, fields: [], uniques: new Map(), relations: new Map(), lists: new Map() };
  for (const line of body.split('\n').map((raw) => raw.trim())) {
    const together = /^@@(?:id|unique)\(\[([^\]]+)\]/.exec(line)?.[1]?.split(/\s*,\s*/);
    if (together) model.uniques.set(together.join('_'), together);
    const [, column = '', type = '', mark = ''] = /^(\w+)\s+(\w+)(\?|\[\])?/.exec(line) ?? [];
    if (column === '') continue;
    const lead = /@relation\(fields: \[(\w+)\], references: \[(\w+)\]/.exec(line);
    if (lead) model.relations.set(column, { model: type, from: lead[1] ?? '', to: lead[2] ?? '' });
    if (!scalars.includes(type)) {
      if (mark === '[]') model.lists.set(column, type);
      continue;
    }
    if (/@(id|unique)\b/.test(line)) model.uniques.set(column, [column]);
    const preset = /@default\((\w+(?:\(\))?|"[^"]*"|-?[\d.]+|\[\])\)/.exec(line)?.[1];
    model.fields.push({ name: column, type, isRequired: mark === '', isList: mark === '[]', preset });
  }
  return model;
}
