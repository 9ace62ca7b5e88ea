import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino';

/**
 * Holds a text to Trino's grammar. The parser sees no types: `dt >= date '…'` passes here and fails on a server.
 *
 * @throws Error with the first fault and where it is.
 */
export function expectTrinoSyntax(text: string): void {
  const [fault] = new TrinoSQL().validate(text);
  if (fault)
    throw new Error(`No Trino SQL at line ${fault.startLine}, column ${fault.startColumn}: ${fault.message}`);
}
