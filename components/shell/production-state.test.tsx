import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ProductionState } from '#components/shell/production-state';
import type { ShellState } from '#lib/core/shell-state';

const readAt = '2026-03-02T09:00:00.000Z';

describe('the state of production', () => {
  it.each<[string, ShellState['alarms'], RegExp]>([
    ['not read', null, /^Alarms not read$/],
    ['clear', { red: 0, readAt, isOld: false }, /^0 alarms$/],
    ['red', { red: 2, readAt, isOld: false }, /^2 alarms$/],
    ['one red', { red: 1, readAt, isOld: false }, /^1 alarm$/],
  ])('says alarms that are %s, and leads to them', (_, alarms, words) => {
    render(<ProductionState alarms={alarms} incidents={[]} runningChanges={[]} />);
    expect(screen.getByRole('link', { name: words }).getAttribute('href')).toBe('/live');
    expect(screen.queryByText(/^read/)).toBeNull();
  });

  it('says how old an old count is', () => {
    render(<ProductionState alarms={{ red: 0, readAt, isOld: true }} incidents={[]} runningChanges={[]} />);
    expect(screen.getByRole('link', { name: '0 alarms' })).toBeTruthy();
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe(readAt);
  });

  it.each([
    [[], '0 running changes', '/changes'],
    [['a'], '1 running change', '/changes/a'],
    [['a', 'b'], '2 running changes', '/changes'],
  ])('leads from %j to what runs', (runningChanges, name, href) => {
    render(<ProductionState alarms={null} incidents={[]} runningChanges={runningChanges} />);
    expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(href);
  });

  it.each([
    [[], '0 incidents', '/incidents'],
    [['a'], /^1 incident/, '/incidents/a'],
    [['a', 'b'], /^2 incidents/, '/incidents'],
  ])('leads from %j to the incidents', (incidents, name, href) => {
    render(<ProductionState alarms={null} incidents={incidents} runningChanges={[]} />);
    expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(href);
  });
});
