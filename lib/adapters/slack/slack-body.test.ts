import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackBody } from '#lib/adapters/slack/slack-body';

const BASE = 'https://flightdeck.example.com';
const message = {
  headline: 'Incident 3 is open',
  lines: ['P1 in prod'],
  path: '/incidents/7',
  isRepeat: false,
};

describe('a message for Slack', () => {
  it('says what happened and links to the record', () => {
    expect(slackBody(message, BASE)).toMatchObject({
      text: 'Incident 3 is open\nP1 in prod',
      blocks: [
        { text: { type: 'plain_text', text: 'Incident 3 is open' } },
        { text: { type: 'plain_text', text: 'P1 in prod' } },
        { text: { type: 'mrkdwn', text: '<https://flightdeck.example.com/incidents/7|Open the record>' } },
      ],
    });
  });

  it('shows a function named like a mention or like formatting as it is written', () => {
    const evil = '<!channel> *_bold_* <@U1> & `code`';
    const body = slackBody({ ...message, headline: evil, lines: [evil] }, BASE);
    expect(body.text).toBe(
      '&lt;!channel&gt; *_bold_* &lt;@U1&gt; &amp; `code`\n&lt;!channel&gt; *_bold_* &lt;@U1&gt; &amp; `code`',
    );
    expect(body).toMatchObject({ mrkdwn: false, link_names: false });
    expect(body.blocks.slice(0, -1).map(({ text }) => text.type)).toEqual(['plain_text', 'plain_text']);
    expect(body.blocks[0]?.text.text).toBe(evil);
  });

  it('says that it may be there twice when the answer to an earlier sending was lost', () => {
    expect(slackBody({ ...message, isRepeat: true }, BASE).text).toContain('a second time');
  });

  it('never holds a command, whatever it is made of, and never grows beyond what Slack takes', () => {
    const text = fc.string({
      maxLength: 5_000,
      unit: fc.constantFrom('<', '>', '!', '&', '@', 'a', '*', '😀'),
    });
    fc.assert(
      fc.property(text, (written) => {
        const body = slackBody({ ...message, lines: [written] }, BASE);
        expect(body.text).not.toMatch(/[<>]/);
        for (const { text: block } of body.blocks) expect([...block.text].length).toBeLessThanOrEqual(3_000);
      }),
    );
  });
});
