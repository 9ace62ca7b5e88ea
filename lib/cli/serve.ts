import { createServer } from 'node:http';
import next from 'next';
import { readEnv } from '#lib/core/env';
import { clientAddress } from '#lib/http/client-address';
import { ADDRESS_HEADER } from '#lib/http/guard';

/**
 * Serves the built product (or, with `--dev`, the sources) on PORT. It is Next's own server behind one thing that
 * Next does not do: the caller's address is taken from the connection, so that nobody can choose it by a header.
 */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const app = next({
    dev: process.argv.includes('--dev'),
    dir: process.cwd(),
    port: env.PORT,
    hostname: 'localhost',
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgrade = app.getUpgradeHandler();
  const server = createServer((request, response) => {
    const forwarded = request.headers['x-forwarded-for'];
    const header = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
    request.headers[ADDRESS_HEADER] = clientAddress(
      request.socket.remoteAddress,
      header,
      env.TRUSTED_PROXIES,
    );
    void handle(request, response);
  });
  server.on('upgrade', (request, socket, head) => void upgrade(request, socket, head));
  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE'
        ? `Port ${env.PORT} is taken. Stop what runs there, or choose another: PORT=${env.PORT + 1} npm start`
        : error.message;
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeIdleConnections();
      void close().finally(() => process.exit(0));
    });
  }
  server.listen(env.PORT, () => process.stdout.write(`Flightdeck serves http://localhost:${env.PORT}\n`));
}

async function close(): Promise<void> {
  // What the pages opened is known to the whole process; loading the module earlier would only delay the start.
  const { closeServices } = await import('#lib/http/services');
  await closeServices();
}

await main();
