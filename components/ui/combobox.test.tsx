import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { Combobox } from '#components/ui/combobox';

const OPTIONS = ['view', 'click_generate', 'complete_form', 'submit'].map((value) => ({
  value,
  label: value,
}));

function Single({ isFreeTextAllowed = false }) {
  const [value, setValue] = useState<string | null>('view');
  return (
    <Combobox
      label="Step 1"
      options={OPTIONS}
      value={value}
      onValueChange={setValue}
      isFreeTextAllowed={isFreeTextAllowed}
    />
  );
}

function Multiple() {
  const [value, setValue] = useState<string[]>(['view']);
  return <Combobox label="Step 1" options={OPTIONS} isMultiple value={value} onValueChange={setValue} />;
}

const open = () => fireEvent.click(screen.getByRole('button'));
const search = () => screen.getByRole('combobox');
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(search(), { key });
};
const activeText = () =>
  document.getElementById(search().getAttribute('aria-activedescendant') ?? '')?.textContent;

describe('Combobox', () => {
  it('opens with the focus in the search and the chosen option active', () => {
    render(<Single />);
    open();
    expect(document.activeElement).toBe(search());
    expect(activeText()).toBe('view');
    expect(screen.getByRole('option', { name: 'view' }).getAttribute('aria-selected')).toBe('true');
  });

  it('opens with the down key as well', () => {
    render(<Single />);
    fireEvent.keyDown(screen.getByRole('button'), { key: 'ArrowDown' });
    expect(search()).toBeTruthy();
  });

  it('moves with the arrows, around the ends', () => {
    render(<Single />);
    open();
    press('ArrowDown');
    expect(activeText()).toBe('click_generate');
    press('ArrowUp', 'ArrowUp');
    expect(activeText()).toBe('submit');
    press('ArrowDown');
    expect(activeText()).toBe('view');
  });

  it('narrows while typing, takes with Enter and gives the focus back', async () => {
    render(<Single />);
    open();
    fireEvent.change(search(), { target: { value: 'form' } });
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['complete_form']);
    press('Enter');
    expect(screen.queryByRole('listbox')).toBeNull();
    const button = screen.getByRole('button', { name: 'Step 1: complete_form' });
    expect(document.activeElement).toBe(button);
  });

  it('leaves with Escape, changing nothing', () => {
    render(<Single />);
    open();
    press('ArrowDown', 'Escape');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Step 1: view' })).toBeTruthy();
  });

  it('closes on a press outside', () => {
    render(<Single />);
    open();
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('says when nothing is found, and Enter then does nothing', () => {
    render(<Single />);
    open();
    fireEvent.change(search(), { target: { value: 'zzz' } });
    expect(screen.getByRole('status').textContent).toBe('Nothing found.');
    press('Enter');
    expect(screen.getByRole('listbox')).toBeTruthy();
  });

  it('offers what was typed only where free text is allowed, and only when it is new', () => {
    render(<Single isFreeTextAllowed />);
    open();
    fireEvent.change(search(), { target: { value: 'view' } });
    expect(screen.queryByText('Use “view”')).toBeNull();
    fireEvent.change(search(), { target: { value: ' refund ' } });
    press('Enter');
    expect(screen.getByRole('button', { name: 'Step 1: refund' })).toBeTruthy();
  });

  it('with several, stays open and puts in and takes out', () => {
    render(<Multiple />);
    open();
    press('ArrowDown', 'Enter');
    expect(screen.getByRole('listbox').getAttribute('aria-multiselectable')).toBe('true');
    expect(screen.getByRole('button', { name: 'Step 1: view or click_generate' })).toBeTruthy();
    press('ArrowUp', 'Enter');
    expect(screen.getByRole('button', { name: 'Step 1: click_generate' })).toBeTruthy();
  });
});
