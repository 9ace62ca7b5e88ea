import { expect, test } from './fixtures.ts';

const FEATURE = `shop${Date.now().toString(36)}`;
const CUSTOMERS = 240;
const MONTHS = 18;

interface Purchase {
  customer: string;
  /** `YYYYMMDD` */
  day: string;
}

/**
 * A shop's purchases like those of a well-known study: one cohort, who all buy for the first time in January, February
 * or March 1997, and then rarely, until June 1998. Some buy twice on a day.
 */
function purchases(): Purchase[] {
  let state = 1997;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const customer = `${FEATURE}-${String(index).padStart(5, '0')}`;
    const first = Math.floor(random() * 3);
    const own: Purchase[] = [];
    for (let month = first; month < MONTHS; month += 1) {
      const times = month === first ? 1 : random() < 0.12 ? 1 + Math.floor(random() * 2) : 0;
      for (let n = 0; n < times; n += 1)
        own.push({ customer, day: dayIn(month, 1 + Math.floor(random() * 28)) });
    }
    return own;
  }).flat();
}

function dayIn(month: number, date: number): string {
  return new Date(Date.UTC(1997, month, date)).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Of those who first bought in a month, how many bought again so many months later: counted customer by customer. */
function boughtAgain(all: Purchase[], cohort: string, after: number): { count: number; of: number } {
  const months = new Map<string, Set<number>>();
  for (const { customer, day } of all) {
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(4, 6));
    months.set(customer, (months.get(customer) ?? new Set()).add(month));
  }
  const begin = Number(cohort.slice(0, 4)) * 12 + Number(cohort.slice(4, 6));
  const members = [...months.values()].filter((own) => Math.min(...own) === begin);
  return { count: members.filter((own) => own.has(begin + after)).length, of: members.length };
}

test.use({ role: 'product' });

test('the retention of an imported shop is what counting its customers one by one gives', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const all = purchases();
  const rows = all.map(({ customer, day }) => ` ${customer} ${day}  1   11.77`);
  const text = [' customer_id  date number_of_cds  dollar_value', ...rows, ''].join('\r\n');

  await test.step('import the blank-separated file', async () => {
    await page.goto('/import');
    await page
      .getByLabel('File of events')
      .setInputFiles({ name: `${FEATURE}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await expect(page.getByRole('heading', { level: 1, name: `${FEATURE}.txt` })).toBeVisible();
    await page.getByLabel('Event type', { exact: true }).fill('purchase');
    await page.getByLabel('Feature', { exact: false }).fill(FEATURE);
    await page.getByRole('button', { name: 'Import events' }).click();
    await expect(page.getByText(`${all.length} new events are visible now.`)).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('define the feature', async () => {
    const feature = { key: FEATURE, name: FEATURE, definition: { use: ['purchase'] } };
    expect((await request.post('/api/features', { data: feature })).status()).toBe(201);
  });

  await test.step('read the triangle', async () => {
    await page.goto(`/adoption/${FEATURE}?range=1997-01-01..1998-06-30&cohorts=month&figures=counts`);
    const triangle = page.getByRole('table', { name: 'Cohorts by month' });
    for (const [cohort, label] of [
      ['199701', 'Jan 1997'],
      ['199702', 'Feb 1997'],
      ['199703', 'Mar 1997'],
    ] as const) {
      for (const after of [1, 2, 3, 6, 12]) {
        const { count, of } = boughtAgain(all, cohort, after);
        await expect(
          triangle.getByRole('button', { name: `${label}, Month ${after}: ${count} of ${of}`, exact: false }),
        ).toBeVisible();
      }
    }
  });
});
