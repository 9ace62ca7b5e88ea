import { describe, expect, it } from 'vitest';
import { NoteCreation } from '#lib/notes/schema';

describe('a note', () => {
  it.each([
    ['a day', { day: '2026-02-28', text: 'a' }],
    ['a moment', { time: '2026-03-03T12:00:00+01:00', text: 'a' }],
    ['a link outside', { day: '2026-03-03', text: 'a', href: 'https://example.com/x?y#z' }],
    ['a page of the product', { day: '2026-03-03', text: 'a', href: '/funnels' }],
    ['280 characters', { day: '2026-03-03', text: 'a'.repeat(280) }],
  ])('may have %s', (_, given) => {
    expect(NoteCreation.safeParse(given).success).toBe(true);
  });

  it.each([
    ['neither day nor moment', { text: 'a' }, 'time'],
    ['both', { day: '2026-03-03', time: '2026-03-03T12:00:00Z', text: 'a' }, 'time'],
    ['a day that is none', { day: '2026-02-30', text: 'a' }, 'day'],
    ['a moment without a zone', { time: '2026-03-03T12:00:00', text: 'a' }, 'time'],
    ['nothing to say', { day: '2026-03-03', text: '  ' }, 'text'],
    ['281 characters', { day: '2026-03-03', text: 'a'.repeat(281) }, 'text'],
    ['a script for a link', { day: '2026-03-03', text: 'a', href: 'javascript:alert(1)' }, 'href'],
    ['another host in disguise', { day: '2026-03-03', text: 'a', href: '//evil.example' }, 'href'],
    ['the same with a backslash', { day: '2026-03-03', text: 'a', href: '/\\evil.example' }, 'href'],
    ['a broken address', { day: '2026-03-03', text: 'a', href: 'https://' }, 'href'],
  ])('may not have %s', (_, given, path) => {
    expect(NoteCreation.safeParse(given).error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
