import { type DoneStep, MIGRATION_STEPS, type MigrationStep, nextStep } from '#lib/tables/migration-steps';
import type { DataMigration, DataMigrationStep } from '#prisma/generated/client';

export interface ServedMigration {
  id: string;
  table: string;
  title: string;
  description: string;
  version: number;
  status: 'running' | 'done' | 'abandoned';
  /** In their order. */
  done: DoneStep[];
  /** Null when nothing is left to do. */
  next: MigrationStep | null;
  /** Why it was given up. */
  abandoned: string | null;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

export interface Migrations {
  migrations: ServedMigration[];
  nextCursor: string | null;
}

/** A stored migration with its steps, as it is served. */
export function savedMigrationOf(row: DataMigration & { steps: DataMigrationStep[] }): ServedMigration {
  const done = [...row.steps].sort((a, b) => a.position - b.position).flatMap(doneStepOf);
  const next = row.abandoned === null ? nextStep(done) : null;
  return {
    id: row.id,
    table: row.tableName,
    title: row.title,
    description: row.description,
    version: row.version,
    status: row.abandoned !== null ? 'abandoned' : next === null ? 'done' : 'running',
    done,
    next,
    abandoned: row.abandoned,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}

function doneStepOf({ position, changeId, evidence, doneBy, doneAt }: DataMigrationStep): DoneStep[] {
  const step = MIGRATION_STEPS[position - 1];
  return step ? [{ step, changeId, evidence, doneBy, doneAt: doneAt.toISOString() }] : [];
}

/** As it is stored, from 1. */
export function positionOf(step: MigrationStep): number {
  return MIGRATION_STEPS.indexOf(step) + 1;
}
