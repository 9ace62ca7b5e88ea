import { z } from 'zod';
import { readFromZip, zipOf } from '#lib/sandbox/cloud/code/zip';
import type { Random } from '#lib/sandbox/cloud/frame/random';

/** The file of a package that says how its function behaves. */
const FILE = 'behaviour.json';

/** What a function does when it is called. It is described, never run, so no package can do anything else. */
export const Behaviour = z.strictObject({
  /** Of a lognormal distribution. */
  medianMs: z.number().positive().default(60),
  p95Ms: z.number().positive().default(120),
  /** The part of its calls that fail. */
  errorRate: z.number().min(0).max(1).default(0),
  errorType: z.string().default('Error'),
  errorMessage: z.string().default('Something went wrong'),
  /** What its health endpoint answers. */
  healthStatus: z.int().min(200).max(599).default(200),
  /** Of the source, so that two packages that behave alike can differ. */
  commit: z.string().default(''),
});
export type Behaviour = z.infer<typeof Behaviour>;

interface Outcome {
  /** Whole milliseconds, at least 1. */
  durationMs: number;
  failure?: { errorType: string; errorMessage: string };
}

/** A package whose function behaves so. */
export function packageOf(behaviour: Partial<Behaviour>): Buffer {
  return zipOf(FILE, JSON.stringify(Behaviour.parse(behaviour)));
}

/**
 * How the function of a package behaves. One that says nothing is quick and sound; one that says it wrongly fails
 * each time, as code that can't be loaded does.
 *
 * @throws RangeError or zlib's error when it is no zip
 */
export function behaviourOf(code: Buffer): Behaviour {
  const file = readFromZip(code, FILE);
  if (!file) return Behaviour.parse({});
  const parsed = Behaviour.safeParse(jsonOf(file.toString('utf8')));
  if (parsed.success) return parsed.data;
  return Behaviour.parse({
    errorRate: 1,
    errorType: 'Runtime.UserCodeSyntaxError',
    errorMessage: `${FILE} can't be read`,
  });
}

/** One call: how long it takes, and whether it fails. A call that takes longer than the timeout is ended by it. */
export function draw(behaviour: Behaviour, timeoutSeconds: number, random: Random): Outcome {
  const { medianMs, p95Ms, errorRate, errorType, errorMessage } = behaviour;
  // 1.6449 standard deviations above the mean lies the 95th percentile of a normal distribution.
  const deviation = Math.log(Math.max(p95Ms, medianMs) / medianMs) / 1.6449;
  const durationMs = Math.max(1, Math.round(medianMs * Math.exp(deviation * random.normal())));
  const fails = random.next() < errorRate;
  if (durationMs > timeoutSeconds * 1000) {
    const message = `Task timed out after ${timeoutSeconds}.00 seconds`;
    return {
      durationMs: timeoutSeconds * 1000,
      failure: { errorType: 'Sandbox.Timedout', errorMessage: message },
    };
  }
  return fails ? { durationMs, failure: { errorType, errorMessage } } : { durationMs };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
