// The first thing that runs in a fresh clone. It is plain JavaScript, and uses nothing but Node, because what could
// read TypeScript is not installed yet. Even the check of Node's version must run on a Node that is too old.
import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const COMMANDS = [
  'start',
  'test',
  'dev',
  'check',
  'bench',
  'simulate',
  'import',
  'token',
  'audit-verify',
  'test-trino',
  'test-moto',
];
const OLDEST_NODE = [20, 19];
const FREE_BYTES_NEEDED = 1.5e9;
const INSTALL = ['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=http'];
// npm's own waits add up to minutes before it admits that there is no network.
const SHORT_WAITS = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** What stops a person, said in one sentence; everything else that is thrown is a defect and keeps its stack. */
class Fault extends Error {}

const [command = '', ...args] = process.argv.slice(2);
try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Fault ? error.message : error.stack}\n`);
  process.exit(1);
}

async function main() {
  if (!COMMANDS.includes(command)) {
    throw new Fault(`There is no command "${command}"; the commands are ${COMMANDS.join(', ')}.`);
  }
  checkNode();
  // Paths on the command line are relative to where the person stands; everything else is relative to the project.
  process.env.INIT_CWD = process.env.INIT_CWD || process.cwd();
  process.chdir(ROOT);
  // Checks and tests must neither depend on, nor reach, what a person has configured for use.
  if (!['test', 'check', 'test-trino', 'test-moto'].includes(command) && fs.existsSync('.env'))
    process.loadEnvFile('.env');
  process.env.CHECKPOINT_DISABLE = '1';
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  if (!isInstalled()) await install();
  // The verifier of audit exports stands alone: it needs no database client.
  if (command !== 'audit-verify') await generateClient();
  await runCommand();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  const wanted = OLDEST_NODE.join('.');
  throw new Fault(
    `Node ${process.versions.node} is too old: Flightdeck needs ${wanted} or newer (https://nodejs.org).`,
  );
}

/** Whether npm's own record of what lies in node_modules holds everything that the lock file asks for. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const found = readPackages('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true;
    const there = found[folder];
    // Packages for other systems are optional and rightly absent.
    if (!there) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  const total = Object.keys(readPackages('package-lock.json') ?? {}).length;
  checkDisk();
  const step = startStep(`Installing packages (npm ci, about ${total}, once; a minute or two)`);
  let fetched = 0;
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const { code, output } = await run([...npm, ...INSTALL, ...SHORT_WAITS], (line) => {
    if (!/^npm http (fetch|cache)/.test(line)) return;
    fetched += 1;
    step.progress(`${fetched} fetched`);
  });
  if (code !== 0) throw new Fault(explainInstall(output));
  step.done();
}

function checkDisk() {
  const { bavail, bsize } = fs.statfsSync(ROOT);
  if (bavail * bsize >= FREE_BYTES_NEEDED) return;
  const free = (bavail * bsize) / 1e9;
  throw new Fault(
    `The disk of ${ROOT} has ${free.toFixed(1)} GB free; installing and building need 1.5 GB. Make room and run it again.`,
  );
}

function explainInstall(output) {
  const again = 'run the command again.';
  if (/ENOSPC/.test(output))
    return `The disk is full: installing packages needs 1.5 GB. Make room and ${again}`;
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `Packages cannot be installed: ${ROOT} is not writable for this user. Change its owner and ${again}`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT/.test(output)) {
    return `The package registry cannot be reached: the first run needs the network. Connect and ${again}`;
  }
  const said = output.split('\n').filter((line) => line && !line.startsWith('npm http'));
  return `${said.slice(-20).join('\n')}\nInstalling packages failed; npm's reasons are above.`;
}

/** The database client is generated code: made again whenever the schema or Prisma's version is another. */
async function generateClient() {
  const marker = 'prisma/generated/.made-from';
  const hash = crypto.createHash('sha256');
  for (const file of ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']) {
    hash.update(fs.readFileSync(file));
  }
  const wanted = hash.digest('hex');
  if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === wanted) return;
  const step = startStep('Generating the database client');
  const { code, output } = await run(
    [process.execPath, 'node_modules/prisma/build/index.js', 'generate', '--no-hints'],
    () => {},
  );
  if (code !== 0) throw new Fault(`${output.trim()}\nThe database client could not be generated.`);
  fs.writeFileSync(marker, wanted);
  step.done();
}

/** Runs in this process, so that signals and the exit code need no passing on. */
async function runCommand() {
  const file = path.join(ROOT, 'lib/cli', `${command}.ts`);
  process.argv = [process.execPath, file, ...args];
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(file).href);
}

function startStep(title) {
  const begun = Date.now();
  let said = '';
  let written = begun;
  process.stderr.write(`${title} …\n`);
  const beat = setInterval(() => {
    if (Date.now() - written >= 5000) say();
  }, 1000);
  function say() {
    written = Date.now();
    process.stderr.write(`  … ${Math.round((written - begun) / 1000)} s${said ? `, ${said}` : ''}\n`);
  }
  return {
    progress: (text) => {
      said = text;
    },
    done: () => {
      clearInterval(beat);
      process.stderr.write(`  done in ${((Date.now() - begun) / 1000).toFixed(1)} s\n`);
    },
  };
}

function run([program, ...programArgs], onLine) {
  return new Promise((resolve, reject) => {
    const child = childProcess.spawn(program, programArgs, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: program.endsWith('.cmd'),
    });
    let output = '';
    let rest = '';
    const take = (chunk) => {
      output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', () => reject(new Fault(`${program} cannot be run: is npm installed?`)));
    child.on('close', (code) => resolve({ code, output }));
  });
}
