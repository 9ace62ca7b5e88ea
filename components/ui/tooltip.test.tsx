import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tooltip } from '#components/ui/tooltip';

const showPopover = vi.fn(function show(this: HTMLElement) {
  this.dataset.shown = 'yes';
});
const hidePopover = vi.fn(function hide(this: HTMLElement) {
  delete this.dataset.shown;
});

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(HTMLElement.prototype, { showPopover, hidePopover });
});
afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(HTMLElement.prototype, 'showPopover');
  Reflect.deleteProperty(HTMLElement.prototype, 'hidePopover');
});

const show = () =>
  render(
    <Tooltip content="Distinct users since Monday" isFocusable>
      <span>1,204</span>
    </Tooltip>,
  );

const anchor = () => screen.getByText('1,204').parentElement ?? document.body;
const isShown = () => screen.getByText('Distinct users since Monday').dataset.shown === 'yes';
const pointer = (type: string, pointerType: string) =>
  act(() => {
    fireEvent(anchor(), new PointerEvent(type, { pointerType, bubbles: true }));
  });
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe('Tooltip', () => {
  it('is tied to its text before it is ever opened', () => {
    show();
    expect(anchor().getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip', { hidden: true }).id);
    expect(anchor().tabIndex).toBe(0);
  });

  it('ties a control that it stands around', () => {
    render(
      <Tooltip content="More">
        <button type="button">Act</button>
      </Tooltip>,
    );
    expect(screen.getByRole('button').getAttribute('aria-describedby')).toBeTruthy();
  });

  it('opens and closes by tapping', () => {
    show();
    pointer('pointerup', 'touch');
    expect(isShown()).toBe(true);
    pointer('pointerup', 'touch');
    expect(isShown()).toBe(false);
  });

  it('waits a moment under the mouse, and stays while the pointer comes back to it', () => {
    show();
    pointer('pointerenter', 'mouse');
    expect(isShown()).toBe(false);
    wait(300);
    expect(isShown()).toBe(true);
    pointer('pointerleave', 'mouse');
    wait(100);
    pointer('pointerenter', 'mouse');
    wait(1000);
    expect(isShown()).toBe(true);
  });

  it('goes away with Escape and with a press elsewhere', () => {
    show();
    pointer('pointerup', 'touch');
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(isShown()).toBe(false);
    pointer('pointerup', 'touch');
    fireEvent.pointerDown(document.body);
    expect(isShown()).toBe(false);
  });
});
