import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Triangle } from '#components/charts/triangle';

const cell = (text: string, isComplete = true) => ({ text, words: text, strength: 0.5, isComplete });

const ROWS = [
  { start: 'a', label: 'First', size: 20, cells: [cell('a0'), cell('a1'), cell('a2', false)] },
  { start: 'b', label: 'Second', size: 9, cells: [cell('b0'), cell('b1', false), null] },
  { start: 'c', label: 'Third', size: 0, cells: [cell(''), null, null] },
];

function show() {
  const onSelect = vi.fn();
  render(<Triangle caption="Cohorts" columns={['W0', 'W1', 'W2']} rows={ROWS} onSelect={onSelect} />);
  return onSelect;
}

const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
};

describe('the triangle', () => {
  it('is one stop for Tab', () => {
    show();
    const stops = screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.map(({ textContent }) => textContent)).toEqual(['20']);
  });

  it.each([
    [['ArrowRight'], 'a0'],
    [['End'], 'a2'],
    [['End', 'Home'], '20'],
    [['ArrowDown', 'ArrowRight', 'ArrowRight'], 'b1'],
    // There is nothing to the right of the diagonal, nor below it.
    [['ArrowDown', 'End', 'ArrowRight'], 'b1'],
    [['End', 'ArrowDown'], 'a2'],
    // An empty cohort has a size and nothing else.
    [['ArrowDown', 'ArrowDown', 'ArrowRight'], '0'],
    [['ArrowUp'], '20'],
  ])('is walked by %j to %s', (keys, text) => {
    show();
    screen.getByRole('button', { name: /First/ }).focus();
    press(...keys);
    expect(document.activeElement?.textContent).toBe(text);
  });

  it('opens a cell, or a whole cohort', () => {
    const onSelect = show();
    fireEvent.click(screen.getByRole('button', { name: 'b1. Show them.' }));
    expect(onSelect).toHaveBeenLastCalledWith(ROWS[1], 1);
    fireEvent.click(screen.getByRole('button', { name: /^Second/ }));
    expect(onSelect).toHaveBeenLastCalledWith(ROWS[1], null);
  });
});
