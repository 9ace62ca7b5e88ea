import pino from 'pino';
import type { Log } from '#lib/core/ctx';

const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'passwordHash'];

/** Structured logs on standard output, one JSON object a line; values under secret names are never written. */
export function openLog(level: string): Log {
  return pino({
    level,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
