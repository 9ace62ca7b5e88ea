import { z } from 'zod';
import { FunctionName } from '#lib/functions/schema';
import { ITEM_IDS } from '#lib/incidents/checklist';
import { SECTION_IDS } from '#lib/incidents/post-mortem-sections';
import { SEVERITIES } from '#lib/incidents/severity';
import { STATUSES } from '#lib/incidents/status';

export const SCOPES = ['full', 'feature'] as const;

const Instant = z.iso.datetime({
  offset: true,
  error: 'must be ISO 8601 with a zone, like 2026-03-03T12:00:00Z',
});
const Title = z.string().trim().min(1, 'must say what hurts').max(160);
const Reason = z.string().trim().max(2000);
const Version = z.int().min(1);
const PersonId = z.uuid('must be the id of a person').nullable();
const Functions = z
  .array(FunctionName)
  .max(50)
  .transform((names) => [...new Set(names)].sort());

const content = {
  title: Title,
  severity: z.enum(SEVERITIES),
  scope: z.enum(SCOPES),
  functions: Functions,
  /** Why it fails; empty while nobody knows. */
  failureReason: Reason,
  ownerId: PersonId,
};

export const IncidentCreation = z.strictObject({
  ...content,
  environment: z.string().min(1).max(40),
  scope: content.scope.default('feature'),
  functions: Functions.default([]),
  failureReason: Reason.default(''),
  ownerId: PersonId.default(null),
  /** When it was first seen to hurt; left out, it is when an alarm of its functions went red. */
  detectedAt: Instant.optional(),
});

/** What is left out stays as it is. `version` is the one the edit was made from. */
export const IncidentUpdate = z
  .strictObject({ ...content, version: Version })
  .partial()
  .required({ version: true });

export const IncidentTransition = z.strictObject({
  to: z.enum(STATUSES),
  reason: Reason.default(''),
});

export const IncidentNote = z.strictObject({
  text: z.string().trim().min(1, 'must say something').max(4000),
});

export const ItemDecision = z.strictObject({
  state: z.enum(['open', 'ticked', 'waived']),
  /** Why it is waived or opened again; for a tick, how one knows. */
  reason: Reason.default(''),
});

const Section = z.strictObject({ id: z.enum(SECTION_IDS), text: z.string().max(20_000) });

export const PostMortemUpdate = z.strictObject({
  version: Version,
  sections: z
    .array(Section)
    .refine(
      (sections) => new Set(sections.map(({ id }) => id)).size === sections.length,
      'must name each section once',
    ),
});

const followUp = {
  text: z.string().trim().min(1, 'must say what is to be done').max(500),
  ownerId: PersonId,
  dueOn: z.iso.date('must be a day like 2026-03-03').nullable(),
};

export const FollowUpCreation = z.strictObject({
  ...followUp,
  ownerId: PersonId.default(null),
  dueOn: followUp.dueOn.default(null),
});
export const FollowUpUpdate = z
  .strictObject({ ...followUp, isDone: z.boolean(), version: Version })
  .partial()
  .required({ version: true });

export const IncidentParams = z.strictObject({ id: z.uuid('must be the id of an incident') });
export const ItemParams = IncidentParams.extend({ item: z.enum(ITEM_IDS) });
export const FollowUpParams = IncidentParams.extend({ followUpId: z.uuid('must be the id of a follow-up') });
export const NoticeParams = IncidentParams.extend({ noticeId: z.uuid('must be the id of a notice') });

export const IncidentsQuery = z.strictObject({
  status: z.enum([...STATUSES, 'unclosed']).optional(),
  environment: z.string().max(40).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** A half-open period. */
export const MeasuresQuery = z
  .strictObject({ environment: z.string().min(1).max(40).default('prod'), from: Instant, to: Instant })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ['to'],
    error: 'must be later than from',
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 800 * 86_400_000, {
    path: ['to'],
    error: 'must be at most 800 days later than from',
  });

export type IncidentCreation = z.output<typeof IncidentCreation>;
export type IncidentRequest = z.input<typeof IncidentCreation>;
export type IncidentUpdate = z.output<typeof IncidentUpdate>;
export type IncidentTransition = z.output<typeof IncidentTransition>;
export type IncidentNote = z.output<typeof IncidentNote>;
export type ItemDecision = z.output<typeof ItemDecision>;
export type PostMortemUpdate = z.output<typeof PostMortemUpdate>;
export type FollowUpCreation = z.output<typeof FollowUpCreation>;
export type FollowUpUpdate = z.output<typeof FollowUpUpdate>;
export type IncidentsQuery = z.output<typeof IncidentsQuery>;
export type MeasuresQuery = z.output<typeof MeasuresQuery>;
export type Scope = (typeof SCOPES)[number];
