import { parseArgs } from 'node:util';
import { Fault, runMain } from '#lib/cli/fault';
import { configuration } from '#lib/cli/machine';
import { openCtx } from '#lib/cli/open-ctx';
import { createToken } from '#lib/people/commands/create-token';
import { CreateToken, TOKEN_DEFAULT_DAYS, TOKEN_MAX_DAYS } from '#lib/people/token-schema';

const USAGE = `npm run token -- --name NAME --role ROLE [--days DAYS]

Makes a service token, whether the server runs or not. Its last line of output is the token alone, shown this once.
  --name  what uses it, like ci
  --role  viewer, product, engineer, auditor or admin
  --days  how long it works, 1 to ${TOKEN_MAX_DAYS} (${TOKEN_DEFAULT_DAYS} unless said)`;

const MEMORY = '512MB';

await runMain(main);

async function main(): Promise<void> {
  const input = readArguments(process.argv.slice(2));
  if (!input) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { ctx, close } = await openCtx(configuration(), MEMORY);
  try {
    const { token, secret } = await createToken(ctx, input);
    const until = token.expiresAt.slice(0, 10);
    process.stderr.write(
      `Token "${token.name}" acts as ${token.role} until ${until}. Keep it: it is not shown again.\n`,
    );
    process.stdout.write(`${secret}\n`);
  } finally {
    await close();
  }
}

/** What was asked for, or null for help. */
function readArguments(words: string[]): CreateToken | null {
  const options = {
    name: { type: 'string' },
    role: { type: 'string' },
    days: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parse(() => parseArgs({ args: words, options, strict: true }));
  if (values.help) return null;
  const { name, role, days } = values;
  const parsed = CreateToken.safeParse({ name, role, ...(days === undefined ? {} : { days: Number(days) }) });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  --${issue.path.join('.')}: ${issue.message}`);
  throw new Fault(`${faults.join('\n')}\n\n${USAGE}`);
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
