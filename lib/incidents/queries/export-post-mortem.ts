import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { postMortemMarkdown } from '#lib/incidents/post-mortem-markdown';
import { getIncident } from '#lib/incidents/queries/get-incident';

/** A post-mortem as a Markdown file, with the name that it is kept under. */
export async function exportPostMortem(ctx: Ctx, id: string): Promise<{ name: string; text: string }> {
  const incident = await getIncident(ctx, id);
  const { postMortem, followUps, number } = incident;
  if (!postMortem) throw new AppError('not_found', 'The post-mortem was not begun yet.');
  return {
    name: `post-mortem-${number}.md`,
    text: postMortemMarkdown({ incident, postMortem, followUps }),
  };
}
