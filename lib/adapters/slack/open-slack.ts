import { slackBody } from '#lib/adapters/slack/slack-body';
import type { Delivery, Notifier } from '#lib/core/notifier';

interface SlackOptions {
  /** The incoming webhook; it is a secret, and stands in no message, log or answer. */
  webhookUrl: string | undefined;
  channel: string;
  /** The address of this product, without a slash at its end. */
  baseUrl: string;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Failures from before the request was on its way: nothing can have been posted. */
const NEVER_REACHED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];
/** Answers of a proxy that does not know what Slack did. */
const PROXY_ANSWERS = [502, 504];

/** Tells people by an incoming webhook of Slack, one attempt at a time. */
export function openSlack({ webhookUrl, channel, baseUrl, timeoutMs = TIMEOUT_MS }: SlackOptions): Notifier {
  return {
    channel,
    isConfigured: webhookUrl !== undefined,
    send: async (message, signal) => {
      if (webhookUrl === undefined) return { outcome: 'refused', why: 'No webhook is configured.' };
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(webhookUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(slackBody(message, baseUrl)),
          // A redirect would post the message to whoever it names.
          redirect: 'manual',
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
        });
        return await deliveryOf(response);
      } catch (error) {
        return lost(error, limit.aborted);
      }
    },
  };
}

async function deliveryOf(response: Response): Promise<Delivery> {
  const { status, headers } = response;
  if (response.ok) {
    await response.body?.cancel();
    return { outcome: 'delivered' };
  }
  // Slack names what is wrong in a word, such as `channel_is_archived`.
  const said = /^[a-z_]{1,60}$/.exec((await response.text()).trim())?.[0];
  const why = `Slack answered ${status}${said ? ` (${said})` : ''}.`;
  if (status === 429) {
    return { outcome: 'not_taken', why, retryAfterSeconds: secondsOf(headers.get('retry-after')) };
  }
  if (PROXY_ANSWERS.includes(status)) return { outcome: 'unknown', why };
  return status >= 500 ? { outcome: 'not_taken', why, retryAfterSeconds: null } : { outcome: 'refused', why };
}

function lost(error: unknown, isLate: boolean): Delivery {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? `${cause.code}` : '';
  if (NEVER_REACHED.includes(code)) {
    return { outcome: 'not_taken', why: `Slack cannot be reached (${code}).`, retryAfterSeconds: null };
  }
  return {
    outcome: 'unknown',
    why: isLate ? 'Slack did not answer in time.' : 'The answer of Slack was lost.',
  };
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
