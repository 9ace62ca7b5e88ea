import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** `show` writes through to the terminal, `keep` only collects; both answer the output. */
  output: 'show' | 'keep';
}

interface Finished {
  code: number;
  output: string;
}

const running = new Set<ChildProcess>();
let stoppedBy: NodeJS.Signals | undefined;

/** Starts a program that ends when we are told to; its input and output are the terminal's. */
export function startProcess(program: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  watchProcess(child);
  return child;
}

/** Runs a program to its end and answers its exit code with everything it wrote. */
export function runProcess(program: string, args: string[], options: RunOptions): Promise<Finished> {
  const child = spawn(program, args, {
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  watchProcess(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (options.output === 'show') process.stdout.write(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Ties a child to this process: it is told to end when we are, and never left behind. */
export function watchProcess(child: ChildProcess): void {
  if (running.size === 0) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeListener(signal, stop).on(signal, stop);
    }
    // Whatever ends us, a server that is left behind would keep its port.
    process.removeListener('exit', endAll).on('exit', endAll);
  }
  running.add(child);
  child.on('close', () => {
    running.delete(child);
    if (stoppedBy && running.size === 0) process.exit(128 + constants.signals[stoppedBy]);
  });
}

function endAll(): void {
  for (const child of running) child.kill();
}

/** Children end first, in their own way; the last of them takes us along. */
function stop(signal: NodeJS.Signals): void {
  stoppedBy = signal;
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
  // A terminal sends Ctrl-C to the children itself.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of running) child.kill(signal);
}
