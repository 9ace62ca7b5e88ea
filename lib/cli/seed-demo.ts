import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seedDemo } from '#lib/adapters/demo-events/seed-demo';
import { runMain } from '#lib/cli/fault';
import { configuration } from '#lib/cli/machine';
import { openCtx } from '#lib/cli/open-ctx';
import { PASSWORD_FILE, SEED_MARKER } from '#lib/cli/server-process';
import { formatCount } from '#lib/core/format';
import { type DemoPerson, seedDemoPeople } from '#lib/people/commands/seed-demo-people';

/**
 * Fills a new installation with the demo: one person per role, and events. One that somebody has set up already
 * keeps what it has. Started anew after an interruption, it goes on where it stopped.
 */
await runMain(async () => {
  const env = configuration();
  const { ctx, store, folder, close } = await openCtx(env, '1GB');
  const passwords = path.join(folder, PASSWORD_FILE);
  try {
    const people = await seedDemoPeople(ctx);
    // Written at once: the passwords exist nowhere else.
    if (people.length > 0) writeFileSync(passwords, passwordText(people), { mode: 0o600 });
    if (existsSync(passwords)) {
      const added = await seedDemo(store, { now: ctx.now, tempFolder: path.join(folder, 'tmp') });
      process.stdout.write(`      ${formatCount(added)} demo events\n`);
    } else process.stdout.write('      people are here already: no demo\n');
    writeFileSync(path.join(folder, SEED_MARKER), '');
  } finally {
    await close();
  }
});

function passwordText(people: DemoPerson[]): string {
  const width = Math.max(...people.map(({ email }) => email.length));
  const rows = people.map(
    ({ email, password, role, isApprover }) =>
      `  ${email.padEnd(width)}  ${password}  ${role}${isApprover ? ', approver' : ''}`,
  );
  return `Demo people and their passwords (kept in this file only):\n${rows.join('\n')}\n`;
}
