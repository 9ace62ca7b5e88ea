import { describe, expect, it } from 'vitest';
import { sectionsFor } from '#components/shell/sections';
import { ROLES, type Role } from '#lib/core/roles';

/** What everybody may read. */
const READING = [
  'Funnels',
  'Adoption',
  'Dashboards',
  'Live',
  'Changes',
  'Incidents',
  'Automation',
  'Decisions',
  'Locks',
  'Stacks',
  'Tables',
  'Events',
  'Notes',
];

describe('sectionsFor', () => {
  it.each([
    ['viewer', READING],
    ['product', [...READING, 'Import']],
    ['engineer', [...READING, 'Import']],
    ['auditor', [...READING, 'Audit']],
    ['admin', [...READING, 'Import', 'Audit', 'People', 'Tokens']],
  ] as const)('shows a %s what they may use, and no empty group', (role, labels) => {
    const groups = sectionsFor(role, false);
    expect(groups.flatMap(({ sections }) => sections.map(({ label }) => label))).toEqual(labels);
    expect(groups.every(({ sections }) => sections.length > 0)).toBe(true);
  });

  it('shows the sandbox to an admin, where there is one', () => {
    const labels = (role: Role, hasSandbox: boolean) =>
      sectionsFor(role, hasSandbox).flatMap(({ sections }) => sections.map(({ label }) => label));
    expect(labels('admin', true)).toContain('Sandbox');
    expect(labels('admin', false)).not.toContain('Sandbox');
    expect(labels('engineer', true)).not.toContain('Sandbox');
  });

  it.each(ROLES)('gives each section of a %s a key of its own', (role) => {
    const keys = sectionsFor(role, true).flatMap(({ sections }) => sections.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
