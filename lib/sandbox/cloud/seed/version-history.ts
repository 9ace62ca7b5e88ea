import type { Random } from '#lib/sandbox/cloud/frame/random';
import type { Member } from '#lib/sandbox/cloud/seed/fleet';

export interface Release {
  /** Its number. */
  version: number;
  /** Epoch milliseconds. */
  at: number;
  commit: string;
  message: string;
  isBad: boolean;
  /** Whether it only gets a part of the calls yet. */
  isCanary: boolean;
}

/** From when to when a version was live, in epoch milliseconds; the present one until Infinity. */
export interface Service {
  version: number;
  from: number;
  to: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const MESSAGES = [
  'Keep the order of bullet points',
  'Retry the model once when it is busy',
  'Read PDF files with two columns',
  'Log the size of prompts',
  'Shorten the greeting',
  'Use the new price list',
  'Count pages before the export',
  'Update the SDK',
  'Take the tone from the profile',
  'Cache the list of skills',
  'Stop after the first refusal',
  'Name the company in the subject',
  'Accept dates without a day',
];

/** The releases of a function, oldest first; the last of one that was rolled back is bad. */
export function releasesOf(member: Member, now: number, random: Random): Release[] {
  const releases: Release[] = [];
  let at = now - (member.oddity === 'rolled-back' ? 2 * DAY : (0.2 + 4 * random.next()) * DAY);
  for (let version = member.versions; version >= 1; version -= 1) {
    releases.unshift({
      version,
      at: Math.round(at),
      // With a digit in front, so that it can be told from a word.
      commit: `${Math.floor(random.next() * 10)}${random.uuid().slice(0, 6)}`,
      message: MESSAGES[Math.floor(random.next() * MESSAGES.length)] ?? '',
      isBad: member.oddity === 'rolled-back' && version === member.versions,
      isCanary: member.oddity === 'canary' && version === member.versions,
    });
    at -= (0.3 + 6 * random.next() ** 2) * DAY;
  }
  return releases;
}

/** Which version was live when: each from its release to the next; a bad one for a quarter of an hour. */
export function servicesOf(releases: readonly Release[]): Service[] {
  const services: Service[] = [];
  const whole = releases.filter(({ isCanary }) => !isCanary);
  for (const [place, release] of whole.entries()) {
    const next = whole[place + 1]?.at ?? Infinity;
    if (!release.isBad) services.push({ version: release.version, from: release.at, to: next });
    else {
      const back = release.at + HOUR / 4;
      services.push({ version: release.version, from: release.at, to: back });
      services.push({ version: release.version - 1, from: back, to: next });
    }
  }
  return services;
}
