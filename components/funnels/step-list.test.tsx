import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { faultAt, StepList } from '#components/funnels/step-list';
import type { EmptyStep } from '#lib/funnels/answers';
import { type Draft, NEW_DRAFT } from '#lib/funnels/url-state';

const step = (type: string) => ({ step: [type], filters: [], optional: false });
const CATALOG = {
  period: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
  eventTypes: [
    { value: '*', label: 'any event' },
    { value: 'view', label: 'view' },
    { value: 'save', label: 'save' },
  ],
  features: [],
  properties: [],
  isLoading: false,
};

function Page({
  emptySteps = [],
  faults = new Map(),
}: {
  emptySteps?: EmptyStep[];
  faults?: Map<string, string>;
}) {
  const [draft, setDraft] = useState<Draft>({ ...NEW_DRAFT, steps: ['view', 'click', 'save'].map(step) });
  return (
    <StepList
      draft={draft}
      onChange={(changes) => setDraft({ ...draft, ...changes })}
      catalog={CATALOG}
      faults={faults}
      emptySteps={emptySteps}
    />
  );
}

const pickers = () => screen.getAllByRole('button', { name: /^Events of step/ });
const order = () => pickers().map((button) => button.getAttribute('aria-label')?.split(': ')[1]);

describe('the steps of the sentence', () => {
  it('move with Alt and an arrow, and the focus goes with them', () => {
    render(<Page />);
    pickers()[0]?.focus();
    fireEvent.keyDown(pickers()[0] as HTMLElement, { key: 'ArrowDown', altKey: true });
    expect(order()).toEqual(['click', 'view', 'save']);
    expect(document.activeElement).toBe(pickers()[1]);
    expect(screen.getByText('view is now step 2 of 3.')).toBeDefined();
    fireEvent.keyDown(pickers()[1] as HTMLElement, { key: 'ArrowDown', altKey: true });
    expect(order()).toEqual(['click', 'save', 'view']);
    fireEvent.keyDown(pickers()[2] as HTMLElement, { key: 'ArrowDown', altKey: true });
    expect(order()).toEqual(['click', 'save', 'view']);
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('move with their buttons; where a button ends, the focus stays in the row', () => {
    render(<Page />);
    const up = screen.getByRole('button', { name: 'Move step 2 up' });
    up.focus();
    fireEvent.click(up);
    expect(order()).toEqual(['click', 'view', 'save']);
    expect(document.activeElement).toBe(pickers()[0]);
  });

  it('move when they are dragged', () => {
    render(<Page />);
    const target = screen.getAllByRole('listitem')[0] as HTMLElement;
    fireEvent.drop(target, { dataTransfer: { getData: () => '3' } });
    expect(order()).toEqual(['save', 'view', 'click']);
  });

  it('are added at the end and taken out, down to two', () => {
    render(<Page />);
    fireEvent.click(screen.getByRole('button', { name: 'Add a step' }));
    expect(order()).toEqual(['view', 'click', 'save', 'choose an event…']);
    expect(document.activeElement).toBe(pickers()[3]);
    fireEvent.click(screen.getByRole('button', { name: 'Remove step 2' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove step 3' }));
    expect(order()).toEqual(['view', 'save']);
    expect(screen.getByRole('button', { name: 'Remove step 1' }).hasAttribute('disabled')).toBe(true);
  });

  it('take several event types, and names that nobody has seen yet', () => {
    render(<Page />);
    fireEvent.click(pickers()[1] as HTMLElement);
    const search = screen.getByRole('combobox');
    fireEvent.click(within(screen.getByRole('listbox')).getByText('save'));
    fireEvent.change(search, { target: { value: 'tap' } });
    fireEvent.keyDown(search, { key: 'Enter' });
    expect(order()[1]).toBe('click or save or tap');
  });

  it('say why nothing matches them, with what was perhaps meant', () => {
    const emptySteps = [{ step: 2, message: 'No event of this name in 30 days.', nearest: ['save'] }];
    render(<Page emptySteps={emptySteps} />);
    expect(screen.getByText(/No event of this name/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Use save' }));
    expect(order()).toEqual(['view', 'save', 'save']);
  });

  it('say at the step what is wrong with it', () => {
    render(<Page faults={new Map([['steps.1.step', 'must be shorter']])} />);
    const picker = pickers()[1];
    expect(picker?.getAttribute('aria-invalid')).toBe('true');
    const note = document.getElementById(picker?.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toBe('must be shorter');
  });
});

describe('faultAt', () => {
  const faults = new Map([['filters.0.value', 'must be a number']]);
  it.each([
    ['filters', '0', 'must be a number'],
    ['filters', '0.value', 'must be a number'],
    ['filters', '1', undefined],
    ['filters', '', undefined],
  ])('%s.%s', (base, path, message) => {
    expect(faultAt(faults, base, path)).toBe(message);
  });
});
