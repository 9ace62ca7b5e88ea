import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { Fault } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium that runs: one that is there already, else one from the system's packages where this user
 * may install them, else Playwright's own.
 */
export async function findOrInstallChromium(): Promise<string> {
  const present = findChromium();
  if (present) return present;
  for (const attempt of [installFromPackages, installFromPlaywright]) {
    await attempt();
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Fault(
    'The browser tests need Chromium, and it could not be installed here: install it (Debian and Ubuntu: ' +
      'apt-get install chromium; elsewhere: npx playwright install --with-deps chromium), or set FLIGHTDECK_CHROMIUM to its path.',
  );
}

function findChromium(): string | undefined {
  const named = process.env.FLIGHTDECK_CHROMIUM;
  const places = [...(named ? [named] : []), ...PLACES, chromium.executablePath()];
  return places.find((place) => existsSync(place) && runs(place));
}

/** Some distributions put a script in its place that only says how to install the real one. */
function runs(program: string): boolean {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /Chrom/.test(stdout);
}

async function installFromPackages(): Promise<void> {
  if (!existsSync('/usr/bin/apt-get')) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [program = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-q', ...args];
    const done = await runProcess(program, rest, { output: 'keep', env }).catch(() => undefined);
    // A list of packages that is out of date may do; a refusal will not get better.
    if (!done || (done.code !== 0 && args[0] === 'install')) return;
  }
}

async function installFromPlaywright(): Promise<void> {
  await runProcess(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    output: 'keep',
  });
}
