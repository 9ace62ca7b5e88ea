import { setTimeout as pause } from 'node:timers/promises';

/** A Trino that is being asked: where it is, and which schema unnamed tables are in. */
export interface TrinoSession {
  url: string;
  catalog: string;
  schema: string;
}

export interface TrinoColumn {
  name: string;
  type: string;
}

interface Page {
  nextUri?: string;
  columns?: TrinoColumn[];
  data?: unknown[][];
  error?: { errorName: string; message: string };
}

const BUSY = 503;
const BUSY_WAIT_MS = 100;

/**
 * Runs one statement by Trino's own protocol (https://trino.io/docs/current/develop/client-protocol.html) and hands
 * over its pages of rows as they come.
 *
 * @throws Error with Trino's name of what is wrong, and the statement.
 */
export async function runStatement(
  session: TrinoSession,
  statement: string,
  {
    signal,
    onPage = () => {},
  }: { signal?: AbortSignal; onPage?: (rows: unknown[][], columns: TrinoColumn[]) => void } = {},
): Promise<void> {
  const begun = { method: 'POST', body: statement, headers: headersOf(session) };
  let page = await ask(new URL('/v1/statement', session.url).href, begun);
  for (;;) {
    if (page.error) throw new Error(`${page.error.errorName}: ${page.error.message}\n${statement}`);
    if (page.data && page.columns) onPage(page.data, page.columns);
    if (page.nextUri === undefined) return;
    if (signal?.aborted) {
      await fetch(page.nextUri, { method: 'DELETE', headers: headersOf(session) });
      throw signal.reason;
    }
    page = await ask(page.nextUri, { headers: headersOf(session) });
  }
}

async function ask(url: string, request: RequestInit): Promise<Page> {
  for (;;) {
    const answer = await fetch(url, request);
    if (answer.ok) return (await answer.json()) as Page;
    const said = await answer.text();
    if (answer.status !== BUSY) throw new Error(`Trino answered ${answer.status}: ${said}`);
    await pause(BUSY_WAIT_MS);
  }
}

function headersOf({ catalog, schema }: TrinoSession): Record<string, string> {
  return {
    'X-Trino-User': 'flightdeck',
    'X-Trino-Catalog': catalog,
    'X-Trino-Schema': schema,
    'X-Trino-Time-Zone': 'UTC',
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
  };
}
