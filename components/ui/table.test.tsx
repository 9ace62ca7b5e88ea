import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Column, Table } from '#components/ui/table';

interface Row {
  name: string;
  users: number | null;
}

const ROWS: Row[] = [
  { name: 'view', users: 120 },
  { name: 'submit', users: null },
  { name: 'click', users: 80 },
];

const COLUMNS: Column<Row>[] = [
  { id: 'name', header: 'Step', isRowHeader: true, sortBy: ({ name }) => name, cell: ({ name }) => name },
  {
    id: 'users',
    header: 'Users',
    align: 'end',
    sortBy: ({ users }) => users,
    cell: ({ users }) => users ?? 'no data',
  },
  { id: 'note', header: 'Note', cell: () => 'x' },
];

const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

const show = (props: Partial<Parameters<typeof Table<Row>>[0]> = {}) =>
  render(<Table caption="Steps" columns={COLUMNS} rows={ROWS} rowKey={({ name }) => name} {...props} />);

describe('Table', () => {
  it('has a caption and keeps the order of its rows until it is sorted', () => {
    show();
    expect(screen.getByRole('table', { name: 'Steps' })).toBeTruthy();
    expect(names()).toEqual(['view', 'submit', 'click']);
  });

  it('sorts numbers from the largest first, then the other way, and says so', () => {
    show();
    const head = screen.getByRole('columnheader', { name: /Users/ });
    fireEvent.click(within(head).getByRole('button'));
    expect(names()).toEqual(['view', 'click', 'submit']);
    expect(head.getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(within(head).getByRole('button'));
    expect(names()).toEqual(['click', 'view', 'submit']);
    expect(head.getAttribute('aria-sort')).toBe('ascending');
  });

  it('sorts words from the first letter', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Step' }));
    expect(names()).toEqual(['click', 'submit', 'view']);
  });

  it('offers no sorting where there is none', () => {
    show();
    const head = screen.getByRole('columnheader', { name: 'Note' });
    expect(within(head).queryByRole('button')).toBeNull();
  });

  it('opens the details of one row beneath it', () => {
    show({ details: ({ name }) => <p>All about {name}</p> });
    const [first] = screen.getAllByRole('button', { name: 'Details' });
    if (first) fireEvent.click(first);
    expect(first?.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByText('All about view')).toBeTruthy();
    expect(screen.queryByText('All about click')).toBeNull();
  });

  it('says why it is empty', () => {
    show({ rows: [], empty: 'No step of that name.' });
    expect(screen.getByText('No step of that name.')).toBeTruthy();
  });
});
