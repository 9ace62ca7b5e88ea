import { formatExact } from '#lib/core/format-time';
import type { SavedIncident, SavedPostMortem, ServedFollowUp } from '#lib/incidents/answers';
import { SECTIONS } from '#lib/incidents/post-mortem-sections';

interface Written {
  incident: SavedIncident;
  postMortem: SavedPostMortem;
  followUps: readonly ServedFollowUp[];
}

/** A post-mortem as a file for whoever keeps it elsewhere. */
export function postMortemMarkdown({ incident, postMortem, followUps }: Written): string {
  const { sections, version, updatedBy, updatedAt } = postMortem;
  const parts = SECTIONS.flatMap(({ id, title }) => {
    const text = sections.find((section) => section.id === id)?.text.trim();
    return text ? [`## ${title}`, '', text, ''] : [];
  });
  return [
    `# Post-mortem of incident ${incident.number}: ${incident.title}`,
    '',
    `Version ${version}, ${updatedBy}, ${formatExact(updatedAt)}`,
    '',
    ...parts,
    '## Follow-ups',
    '',
    ...(followUps.length === 0 ? ['None.'] : followUps.map(lineOf)),
    '',
  ].join('\n');
}

function lineOf({ text, owner, dueOn, doneAt }: ServedFollowUp): string {
  return `- [${doneAt ? 'x' : ' '}] ${text} (${owner?.name ?? 'nobody yet'}, ${dueOn ?? 'no date yet'})`;
}
