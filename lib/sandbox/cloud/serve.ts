import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { openCloud } from '#lib/sandbox/cloud/cloud';
import { CERTIFICATE_PATH, snsCertificate } from '#lib/sandbox/cloud/cloudwatch/sns-signature';
import { control } from '#lib/sandbox/cloud/frame/control';
import { sendAfter } from '#lib/sandbox/cloud/frame/front';
import { readRequest } from '#lib/sandbox/cloud/frame/read-request';
import { isForGateway } from '#lib/sandbox/cloud/lambda/gateway';

/**
 * A cloud of our own that speaks the protocols of AWS, keeps its state in a folder, and misbehaves when it is told
 * to: `node --import tsx lib/sandbox/cloud/serve.ts FOLDER [--port N] [--seed TEXT] [--at ISO-TIME] [--demo]`. With `--at`
 * its clock stands until it is moved; `--demo` fills an empty one. It prints its address and ends with SIGTERM.
 *
 * Beside the protocols it answers under `/_sandbox/`: time, faults, calls, settings and what to break; and under
 * `/_gateway/FUNCTION/` the users of a function, as an API in front of it would.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: 'careervp' },
    at: { type: 'string' },
    demo: { type: 'boolean', default: false },
  },
});
const TICK_MS = 1000;
const KEPT_MS = 60_000;

const cloud = openCloud(positionals[0] ?? '.data/cloud', {
  seed: values.seed,
  ...(values.at === undefined ? {} : { startsAt: Date.parse(values.at) }),
});

if (values.demo) cloud.seed();

const server = createServer((incoming, response) => {
  readRequest(incoming)
    .then(async (request) => {
      // A page in a browser on this machine must not steer it.
      if (request.headers.origin !== undefined) response.writeHead(403).end();
      else if (request.path.startsWith('/_sandbox')) control(cloud.world, cloud.controls, request, response);
      else if (request.path === CERTIFICATE_PATH) response.writeHead(200).end(snsCertificate());
      else if (isForGateway(request)) await sendAfter(response, cloud.gateway(request));
      else await cloud.front.answer(request, incoming, response);
    })
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      response.destroy();
    });
});

// As AWS does: a caller that pauses for some seconds must not meet a connection that is just being closed.
server.keepAliveTimeout = KEPT_MS;

// A clock that stands lives when it is moved.
if (!cloud.world.clock.isStepped) setInterval(() => cloud.life.live(), TICK_MS);

function end(): void {
  cloud.life.flush();
  process.exit(0);
}

process.once('SIGTERM', end);
// Whoever started it must not leave it behind.
process.once('disconnect', end);
server.listen(Number(values.port), '127.0.0.1', () => {
  process.stdout.write(
    `The sandbox cloud serves http://127.0.0.1:${(server.address() as AddressInfo).port}\n`,
  );
});
