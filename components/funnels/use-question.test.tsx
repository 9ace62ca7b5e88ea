import { act, renderHook, waitFor } from '@testing-library/react';
import { NuqsTestingAdapter, type UrlUpdateEvent } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useQuestion } from '#components/funnels/use-question';
import { type Draft, NEW_DRAFT } from '#lib/funnels/url-state';

const NOW = Date.parse('2026-03-01T13:45:00Z');
const step = (type: string) => ({ step: [type], filters: [], optional: false });
const BASE: Draft = { ...NEW_DRAFT, steps: [step('view'), step('save')] };

function open(search: string) {
  const onUrlUpdate = vi.fn((_: UrlUpdateEvent) => {});
  const wrapper = ({ children }: { children: ReactNode }) => (
    <NuqsTestingAdapter searchParams={search} onUrlUpdate={onUrlUpdate} hasMemory>
      {children}
    </NuqsTestingAdapter>
  );
  const { result } = renderHook(() => useQuestion(BASE, NOW), { wrapper });
  return { result, onUrlUpdate };
}

describe('useQuestion', () => {
  it('asks what is saved, over the last 30 days', () => {
    const { result } = open('');
    expect(result.current.question).toMatchObject({
      steps: [{ step: 'view' }, { step: 'save' }],
      from: '2026-01-31T00:00:00.000Z',
      to: '2026-03-02T00:00:00.000Z',
    });
    expect(result.current.isEdited).toBe(false);
  });

  it('lets the link override it', () => {
    const { result } = open('?window=1h&range=7d');
    expect(result.current.question).toMatchObject({ windowSeconds: 3600, from: '2026-02-23T00:00:00.000Z' });
    expect(result.current.isEdited).toBe(true);
  });

  it('does not call another period an edit: a saved funnel has none', () => {
    expect(open('?range=7d&compare=1').result.current.isEdited).toBe(false);
  });

  it('names what is missing and asks nothing meanwhile', () => {
    const { result } = open('?steps=view,');
    expect(result.current.question).toBeNull();
    expect([...result.current.faults.keys()].some((path) => path.startsWith('steps.1'))).toBe(true);
  });

  it('refuses what has no meaning, where it stands', () => {
    const { result } = open('?without=2-1:cancel');
    expect(result.current.faults.get('exclusions.0.between')).toMatch(/earlier and a later step/);
  });

  it('writes changes as one step of history, and takes them back', async () => {
    const { result, onUrlUpdate } = open('');
    await act(async () => result.current.change({ order: 'any', unit: 'session' }));
    expect(result.current.draft).toMatchObject({ order: 'any', unit: 'session' });
    await waitFor(() => expect(onUrlUpdate).toHaveBeenCalledOnce());
    expect(onUrlUpdate.mock.calls[0]?.[0].options.history).toBe('push');
    await act(async () => result.current.revert());
    expect(result.current.draft).toEqual(BASE);
  });
});
