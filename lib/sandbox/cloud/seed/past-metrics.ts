import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import type { Random } from '#lib/sandbox/cloud/frame/random';
import type { Member } from '#lib/sandbox/cloud/seed/fleet';
import type { Service } from '#lib/sandbox/cloud/seed/version-history';
import { callsPerSecond, type Plan, reportApi } from '#lib/sandbox/cloud/traffic/traffic';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So many durations stand for all of a minute, at the 5th, 10th … 100th percentile. */
const KEPT = 20;
/** Behind the API only the newest hours are made up, and what went wrong: it is looked at for alarms alone. */
const API_MS = 3 * HOUR;

export interface Past {
  member: Member;
  plan: Plan;
  services: readonly Service[];
  /** What went wrong: a version that failed, or a slow afternoon that was nobody's release. */
  episodes: readonly Episode[];
}

export interface Episode {
  from: number;
  to: number;
  errorRate?: number;
  slowBy?: number;
}

/** Makes up the minutes of a span that is over, drawn from what each minute's calls would have been. */
export function writePast(
  metrics: Metrics,
  past: Past,
  span: { from: number; to: number },
  random: Random,
): void {
  const normals = Array.from({ length: 4000 }, () => random.normal()).sort((a, b) => a - b);
  const positions = Array.from({ length: KEPT }, (_, at) => normals[200 * (at + 1) - 1] ?? 0);
  const { member, plan } = past;
  for (let minute = span.from; minute < span.to; minute += MINUTE) {
    const calls = random.count(callsPerSecond(plan, minute) * 60);
    const service = past.services.find(({ from, to }) => minute >= from && minute < to);
    if (calls === 0 || !service) continue;
    const episode = past.episodes.find(({ from, to }) => minute >= from && minute < to);
    const errors = Math.min(calls, random.count(calls * (episode?.errorRate ?? member.errorRate)));
    const scale = (episode?.slowBy ?? 1) * (1 + 0.05 * random.normal());
    const durations = spread(positions, calls).map((position) => durationAt(member, position, scale));
    const mean = durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
    metrics.addInvocation(member.name, minute, `${member.name}:live`, String(service.version), {
      invocations: calls,
      errors,
      durations,
      durationSum: Math.round(mean * calls),
    });
    const isKept = episode !== undefined || minute >= span.to - API_MS;
    if (plan.api && isKept) reportApi(metrics, plan.api, minute, calls, errors);
  }
}

/** As many of the positions as there are calls, evenly chosen; all of them when there are more calls. */
function spread(positions: readonly number[], calls: number): number[] {
  const count = Math.min(calls, positions.length);
  return Array.from({ length: count }, (_, at) => positions[Math.floor(((at + 0.5) * KEPT) / count)] ?? 0);
}

function durationAt({ medianMs, p95Ms }: Member, position: number, scale: number): number {
  const deviation = Math.log(p95Ms / medianMs) / 1.6449;
  return Math.max(1, Math.round(medianMs * scale * Math.exp(deviation * position)));
}
