import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Menu } from '#components/ui/menu';

const items = (onSelect: (id: string) => void) =>
  ['Rename', 'Duplicate', 'Export', 'Delete'].map((label) => ({
    id: label,
    label,
    disabled: label === 'Export',
    onSelect: () => onSelect(label),
  }));

function open(onSelect = vi.fn()) {
  render(<Menu label="More" trigger="More" items={items(onSelect)} />);
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  return onSelect;
}

const focused = () => document.activeElement?.textContent;
const press = (key: string) => fireEvent.keyDown(screen.getByRole('menu'), { key });

describe('Menu', () => {
  it('begins at the first item', () => {
    open();
    expect(focused()).toBe('Rename');
  });

  it.each([
    [['ArrowDown'], 'Duplicate'],
    [['ArrowDown', 'ArrowDown'], 'Delete'],
    [['ArrowUp'], 'Delete'],
    [['End'], 'Delete'],
    [['End', 'ArrowDown'], 'Rename'],
    [['End', 'Home'], 'Rename'],
    [['d'], 'Duplicate'],
    [['d', 'd'], 'Delete'],
    [['e'], 'Rename'],
  ])('%j leads to %s, never to what is disabled', (keys, label) => {
    open();
    for (const key of keys) press(key);
    expect(focused()).toBe(label);
  });

  it('acts once and closes', () => {
    const onSelect = open();
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(onSelect.mock.calls).toEqual([['Delete']]);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('closes with Escape and gives the focus back', () => {
    open();
    press('Escape');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(focused()).toBe('More');
  });
});
