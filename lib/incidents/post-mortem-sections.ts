/** The parts of a post-mortem, in their order. */
export const SECTIONS = [
  {
    id: 'summary',
    title: 'Summary',
    hint: 'What happened, to whom, for how long: for somebody who was not there.',
  },
  { id: 'impact', title: 'Impact', hint: 'Who was hurt, and how much.' },
  { id: 'timeline', title: 'Timeline', hint: 'What happened when.' },
  { id: 'root_cause', title: 'Root cause', hint: 'What had to be so for this to happen.' },
  { id: 'resolution', title: 'Resolution', hint: 'What ended it.' },
  { id: 'went_well', title: 'What went well', hint: 'What should be done so again.' },
  { id: 'went_badly', title: 'What went badly', hint: 'What was slow, unclear, or luck.' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

export const SECTION_IDS = SECTIONS.map(({ id }) => id);

export interface PostMortemSection {
  id: SectionId;
  /** Markdown. */
  text: string;
}
