import { describe, expect, it } from 'vitest';
import { sectionsFor } from '#components/shell/sections';
import { ROLES, type Role } from '#lib/core/roles';
import { MENU } from '../../e2e/menu.ts';

describe('sectionsFor', () => {
  const labelsOf = (role: Role, hasSandbox: boolean) =>
    sectionsFor(role, hasSandbox).flatMap(({ sections }) => sections.map(({ label }) => label));

  it.each(ROLES)('shows a %s what they may use, and no empty group', (role) => {
    expect(labelsOf(role, true)).toEqual(MENU[role]);
    expect(sectionsFor(role, true).every(({ sections }) => sections.length > 0)).toBe(true);
  });

  it.each(ROLES)('shows a %s no sandbox where there is none', (role) => {
    expect(labelsOf(role, false)).toEqual(MENU[role].filter((label) => label !== 'Sandbox'));
  });

  it.each(ROLES)('gives each section of a %s a key of its own', (role) => {
    const keys = sectionsFor(role, true).flatMap(({ sections }) => sections.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
