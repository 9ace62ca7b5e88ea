import type { Message } from '#lib/core/notifier';

// Slack refuses a block with more than 3,000 characters, and a fallback text beyond 4,000 is cut by it.
const MOST_IN_A_BLOCK = 2_900;
const REPEATED =
  'The answer to an earlier sending of this message was lost, so you may be reading it a second time.';

/**
 * A message as Slack's incoming webhooks take it. What people or machines wrote stands in blocks of plain text, in
 * which Slack reads neither mentions nor formatting; the link alone is markup, and only of an address of ours.
 */
export function slackBody(message: Message, baseUrl: string) {
  const { headline, path, isRepeat } = message;
  const lines = isRepeat ? [...message.lines, REPEATED] : message.lines;
  const body = cut(lines.join('\n'));
  return {
    // What notifications and screen readers say; without mrkdwn, and with what Slack would read as commands escaped.
    text: escaped(cut([headline, ...lines].join('\n'))),
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      plain(cut(headline)),
      ...(body === '' ? [] : [plain(body)]),
      { type: 'section', text: { type: 'mrkdwn', text: `<${baseUrl}${path}|Open the record>` } },
    ],
  };
}

function plain(text: string) {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > MOST_IN_A_BLOCK ? `${letters.slice(0, MOST_IN_A_BLOCK - 1).join('')}…` : text;
}
