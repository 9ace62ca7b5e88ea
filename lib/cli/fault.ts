import { AppError } from '#lib/core/errors';

/** What stops a person at the command line, said in one sentence that also says what to do. */
export class Fault extends Error {}

/** Runs a command: a Fault or a refusal ends it with its sentence alone, a defect keeps its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (thrown) {
    const isExpected = thrown instanceof Fault || thrown instanceof AppError;
    const said = thrown instanceof Error ? (isExpected ? thrown.message : thrown.stack) : String(thrown);
    process.stderr.write(`${said}\n`);
    process.exit(1);
  }
}
