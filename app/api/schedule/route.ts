import { z } from 'zod';
import { JOB_IDS, type JobReport, runJob } from '#lib/http/jobs';
import { route } from '#lib/http/route';
import { services } from '#lib/http/services';

const Schedule = z.strictObject({
  job: z.enum(JOB_IDS).optional().describe('What to do; everything unless said.'),
});

export const POST = route({
  permission: 'schedule.run',
  summary:
    'Does now what the product does by itself from time to time, for installations that do not always run. Asking twice does nothing twice.',
  query: Schedule,
  handle: async (ctx, { query }) => {
    const provided = await services();
    const jobs: JobReport[] = [];
    // One after another: they share what AWS allows.
    for (const job of query.job ? [query.job] : JOB_IDS) jobs.push(await runJob(provided, job, ctx.signal));
    return { jobs };
  },
});
