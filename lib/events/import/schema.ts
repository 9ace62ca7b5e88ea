import { z } from 'zod';
import type {
  Delimiter,
  FileFormat,
  ImportField,
  ImportMapping,
  ImportProgress,
  RejectionReason,
} from '#lib/core/importer';

/** What a column of a file can stand for; every other column is a property. */
export const FIELDS = [
  'user',
  'type',
  'time',
  'session',
  'id',
  'feature',
  'value',
  'duration',
  'experiment',
  'variant',
] as const satisfies readonly ImportField[];

export type Field = ImportField;

export const DELIMITERS = [',', ';', '\t', '|', ' '] as const satisfies readonly Delimiter[];

export type { Delimiter };

const column = z.string().min(1).max(256);

const text = (max: number) => z.string().trim().min(1).max(max);

/** Which column holds what, and what holds for every row. */
export const Mapping = z.strictObject({
  /** Field to the name of the column that holds it. `user` and `time` must be there. */
  columns: z.partialRecord(z.enum(FIELDS), column),
  /** The event type of every row, where no column holds it. */
  type: text(64).optional(),
  /** The feature of every row, where no column holds it. */
  feature: text(128).optional(),
  /** The columns that become properties; all that hold no field when it is left out. */
  properties: z.array(column).max(500).optional(),
}) satisfies z.ZodType<ImportMapping>;

export type Mapping = ImportMapping;

/** What `POST /api/imports/{id}/start` takes. */
export const ImportSettings = z.strictObject({
  mapping: Mapping,
  /** The IANA zone of times that name none. */
  timeZone: z.string().min(1).max(64).default('UTC'),
});

export type ImportSettings = z.infer<typeof ImportSettings>;
export type ImportSettingsInput = z.input<typeof ImportSettings>;

/** What `POST /api/imports?fileName=…` takes beside the bytes of the file. */
export const UploadQuery = z.strictObject({
  fileName: z.string().min(1).max(255),
  /** Overrides the guess; `tab` and `blank` may be written as words. */
  delimiter: z
    .enum([...DELIMITERS, 'tab', 'blank'])
    .optional()
    .transform((given): Delimiter | undefined => (given === 'tab' ? '\t' : given === 'blank' ? ' ' : given)),
});

export const ImportParams = z.strictObject({ id: z.uuid() });

export const ImportListQuery = z.strictObject({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** A first look at a file: enough to map its columns. */
export interface Preview {
  format: FileFormat;
  /** In the order of the file; `column_1` and so on where it names none. */
  columns: string[];
  /** The first 20 rows as texts; null is missing. */
  sampleRows: (string | null)[][];
  /** The best guess; `user`, `time` or a type may be missing from it, then a person must choose. */
  guessedMapping: Mapping;
}

export type ImportStatus = 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled';

export interface ImportView {
  id: string;
  fileName: string;
  status: ImportStatus;
  bytes: number;
  rows: number;
  accepted: number;
  /** Rows whose event was in the store already, or came earlier in the file under the same id. */
  duplicates: number;
  rejected: number;
  /** Why it failed, in one sentence. */
  problem: string | null;
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Only while it runs. */
  progress: ImportProgress | null;
}

/** One import with what is needed to map or to judge it. */
export interface ImportDetail extends ImportView {
  preview: Preview;
  settings: ImportSettings | null;
  /** The commonest reasons first, at most 20. The rows themselves are in the CSV of `/rejections`. */
  reasons: RejectionReason[];
}

export interface ImportList {
  imports: ImportView[];
  nextCursor: string | null;
}
