import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { FunnelColumns } from '#components/funnels/funnel-columns';
import { columnsOf } from '#lib/funnels/columns';
import { stepResults } from '#lib/testing/funnel-answer';

const STEPS = stepResults([1204, { count: 746, pending: 100 }, { count: 515, pending: 0 }]);

function shown(steps = STEPS) {
  const onPeople = vi.fn();
  render(
    <FunnelColumns
      columns={columnsOf(steps, 'all')}
      unit="user"
      onPeople={onPeople}
      active={null}
      onActive={() => {}}
    />,
  );
  return onPeople;
}

const part = (name: RegExp) => screen.getByRole('button', { name });

describe('the columns of a funnel', () => {
  it('says of each part how many it holds and what they did', () => {
    shown();
    const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual([
      '1,204 users reached step 1, view. Show them.',
      '746 users reached step 2, click_generate. Show them.',
      '100 users may still reach step 2, click_generate. Show them.',
      '358 users did not reach step 2, click_generate. Show them.',
      '515 users reached step 3, complete_form. Show them.',
      '231 users did not reach step 3, complete_form. Show them.',
    ]);
  });

  it.each([
    [/746 users reached/, { step: 2, outcome: 'converted' }],
    [/100 users may still/, { step: 2, outcome: 'pending' }],
    [/358 users did not/, { step: 2, outcome: 'dropped' }],
  ])('opens the people behind %s', (name, choice) => {
    const onPeople = shown();
    fireEvent.click(part(name));
    expect(onPeople).toHaveBeenCalledWith(choice);
  });

  it('is one stop for Tab; arrows lead through columns and parts', () => {
    shown();
    const first = part(/1,204 users/);
    first.focus();
    const walk: [string, RegExp][] = [
      ['ArrowRight', /746 users reached/],
      ['ArrowUp', /100 users may still/],
      ['ArrowUp', /358 users did not/],
      ['ArrowRight', /231 users did not/],
      ['ArrowRight', /231 users did not/],
      ['ArrowLeft', /358 users did not/],
      ['ArrowDown', /100 users may still/],
      ['End', /515 users reached/],
      ['Home', /1,204 users/],
    ];
    for (const [key, name] of walk) {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
      expect(document.activeElement).toBe(part(name));
      const stops = screen.getAllByRole('button').filter((button) => button.tabIndex === 0);
      expect(stops).toEqual([document.activeElement]);
    }
  });

  it('never shows a percentage of a handful', () => {
    shown(stepResults([5, 2]));
    expect(screen.getAllByText('too few').length).toBeGreaterThan(0);
    expect(screen.queryByText('40.0%')).toBeNull();
  });
});
