import type { ImportProgress, Inspection, RejectionReason } from '#lib/core/importer';
import { guessMapping } from '#lib/events/import/guess-mapping';
import { type ImportDetail, ImportSettings, type ImportView, type Preview } from '#lib/events/import/schema';
import type { EventImport, Prisma } from '#prisma/generated/client';

const SAMPLE_ROWS = 20;

/** What people see of a file before they import it. */
export function previewOf({ format, columns, rows }: Inspection): Preview {
  return {
    format,
    columns,
    sampleRows: rows.slice(0, SAMPLE_ROWS),
    guessedMapping: guessMapping(columns, rows),
  };
}

/** An import as the API shows it; while it runs, the row knows less than its progress. */
export function importView(row: EventImport, progress: ImportProgress | null): ImportView {
  return {
    id: row.id,
    fileName: row.fileName,
    status: row.status,
    bytes: Number(row.bytes),
    rows: progress?.rows ?? row.rows,
    accepted: row.accepted,
    duplicates: row.duplicates,
    rejected: progress?.rejected ?? row.rejected,
    problem: row.problem,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    progress: row.status === 'running' ? progress : null,
  };
}

export function importDetail(
  row: EventImport,
  progress: ImportProgress | null,
  reasons: RejectionReason[],
): ImportDetail {
  return {
    ...importView(row, progress),
    preview: storedPreview(row),
    settings: storedSettings(row),
    reasons,
  };
}

/** A preview as the database keeps it. */
export function previewJson(preview: Preview): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(preview)) as Prisma.InputJsonObject;
}

export function storedPreview(row: EventImport): Preview {
  return row.preview as unknown as Preview;
}

function storedSettings(row: EventImport): ImportSettings | null {
  return row.settings === null ? null : ImportSettings.parse(row.settings);
}
