import { z } from 'zod';
import type { Env } from '#lib/core/env';
import { AppError } from '#lib/core/errors';
import { type SandboxControls, TROUBLE_KINDS } from '#lib/core/sandbox-controls';

// Less than a transaction of the database may take.
const ANSWER_MS = 3_000;

const epoch = z.number().transform((milliseconds) => new Date(milliseconds));
const Shipped = z.object({ version: z.string(), from: z.string(), commit: z.string() });
const Trouble = z.object({ functionName: z.string(), kind: z.enum(TROUBLE_KINDS), from: epoch, to: epoch });
const Refusal = z.object({ message: z.string() });

/** What steers the sandbox; null where there is none, as with AWS. */
export function openSandboxControls(env: Pick<Env, 'CLOUD' | 'SANDBOX_URL'>): SandboxControls | null {
  const { CLOUD, SANDBOX_URL: url } = env;
  if (CLOUD !== 'sandbox' || url === undefined) return null;
  return {
    ship: async (shipment) => Shipped.parse(await ask(url, 'POST', 'ship', shipment)),
    troubles: async () => z.array(Trouble).parse(await ask(url, 'GET', 'troubles')),
    trouble: async (order) => Trouble.parse(await ask(url, 'POST', 'troubles', order)),
    calm: async (functionName) => void (await ask(url, 'DELETE', 'troubles', { functionName })),
    failStack: async (failure) =>
      z.object({ status: z.string() }).parse(await ask(url, 'POST', 'stacks/fail', failure)).status,
  };
}

async function ask(url: string, method: string, control: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${url}/_sandbox/${control}`, {
    method,
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new AppError('unavailable', 'The sandbox does not answer. Start Flightdeck again.', { cause });
  });
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return said;
  const { message } = Refusal.safeParse(said).data ?? { message: `it answered ${answer.status}` };
  throw new AppError(
    answer.status === 404 ? 'not_found' : 'unprocessable',
    `The sandbox refused: ${message}`,
  );
}
