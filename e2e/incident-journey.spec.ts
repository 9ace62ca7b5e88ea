import { DAY_MS, type SentEvent, sendEvents } from './events.ts';
import { expect, test } from './fixtures.ts';

const MARK = `shop${Date.now().toString(36)}`;
const [SHIPPING, PAYMENT] = [`${MARK}_shipping_details`, `${MARK}_payment_details`] as const;
const INCIDENT = Date.UTC(2024, 3, 9);
const DAYS = 31;

/** Sessions that gave their address, and those of them that went on to pay: in the month before, and from 9 April. */
const SESSIONS = [
  { platform: 'mobile', before: { entered: 52, paid: 28 }, since: { entered: 60, paid: 16 } },
  { platform: 'tablet', before: { entered: 21, paid: 11 }, since: { entered: 31, paid: 8 } },
  { platform: 'desktop', before: { entered: 107, paid: 62 }, since: { entered: 118, paid: 63 } },
];

/** Every session has a visitor of its own, and pays five minutes after the address. */
function events(): SentEvent[] {
  return SESSIONS.flatMap(({ platform, before, since }) => [
    ...sessions(`${platform}-before`, platform, INCIDENT - DAYS * DAY_MS, before),
    ...sessions(`${platform}-since`, platform, INCIDENT, since),
  ]);
}

function sessions(
  name: string,
  platform: string,
  start: number,
  { entered, paid }: { entered: number; paid: number },
): SentEvent[] {
  return Array.from({ length: entered }, (_, n) => {
    const one = {
      userId: `${MARK}-${name}-${n}`,
      sessionId: `${MARK}-${name}-${n}`,
      properties: { platform },
    };
    const time = start + Math.floor((n * DAYS * DAY_MS) / entered);
    // Those who pay are spread over the days as well.
    const isPaid = Math.floor(((n + 1) * paid) / entered) > Math.floor((n * paid) / entered);
    return [
      { ...one, type: SHIPPING, time },
      ...(isPaid ? [{ ...one, type: PAYMENT, time: time + 300_000 }] : []),
    ];
  }).flat();
}

test.use({ role: 'product' });

test('a drop is followed from the overview to the people in whom it happened, in a click', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  await sendEvents(request, events());
  const definition = { steps: [{ step: SHIPPING }, { step: PAYMENT }], unit: 'session' };
  const saved = await request.post('/api/funnels', { data: { name: `Checkout ${MARK}`, definition } });
  expect(saved.status()).toBe(201);

  await page.goto('/adoption?range=2024-04-09..2024-05-09');
  const matters = page.getByRole('region', { name: 'What matters' });
  await expect(matters).toContainText(`Checkout ${MARK}`);
  await expect(matters).toContainText(/fell .*mobile/);
  await matters.getByRole('link', { name: /^See why/ }).click();

  const segments = page.getByRole('table', { name: 'The funnel by platform' });
  for (const { platform, before, since } of SESSIONS) {
    const row = segments.getByRole('row').filter({ hasText: platform });
    await expect(row).toContainText(`${since.paid} of ${since.entered}`);
    await expect(row).toContainText(`${before.paid} of ${before.entered}`);
  }
  await expect(segments.getByRole('row').filter({ hasText: 'mobile' })).toContainText('more than noise');
  await expect(segments.getByRole('row').filter({ hasText: 'desktop' })).toContainText('could be noise');
});
