import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next message meets. `lost` is posted, and its answer never arrives; `hang` is neither. */
export type SlackMood =
  | 'ok'
  | 'hang'
  | 'lost'
  | { status: number; body?: string; headers?: Record<string, string> };

export interface FakeSlack {
  /** The address of its one webhook. */
  webhookUrl: string;
  /** The text of everything that stands in the channel, in order. */
  posted: string[];
  /** How often somebody tried to post. */
  attempts: () => number;
  /** What the next messages meet, one after another; after that it is well again. */
  meet(...moods: SlackMood[]): void;
  stop(): Promise<void>;
}

/** A Slack with one incoming webhook that can be slow, throttled and cut off. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const posted: string[] = [];
  const moods: SlackMood[] = [];
  let attempts = 0;
  const answer = (mood: SlackMood, text: string, response: ServerResponse) => {
    if (mood === 'hang') return;
    if (mood === 'ok' || mood === 'lost') posted.push(text);
    if (mood === 'lost') response.destroy();
    else if (mood === 'ok') response.end('ok');
    else response.writeHead(mood.status, mood.headers ?? {}).end(mood.body ?? '');
  };
  const server = createServer((request, response) => {
    attempts += 1;
    const mood = moods.shift() ?? 'ok';
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => answer(mood, (JSON.parse(body) as { text: string }).text, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/B0/secret`,
    posted,
    attempts: () => attempts,
    meet: (...next) => void moods.push(...next),
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
