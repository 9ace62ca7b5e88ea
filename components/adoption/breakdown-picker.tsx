'use client';

import { useQuery } from '@tanstack/react-query';
import type { AdoptionViewState } from '#components/adoption/use-adoption-view';
import { Combobox } from '#components/ui/combobox';
import type { ComboboxOption } from '#components/ui/match-options';
import { Select } from '#components/ui/select';
import type { BrokenBy } from '#lib/adoption/answers';
import { isSameSegment } from '#lib/adoption/url-state';
import { propertiesQuery } from '#lib/events/client';
import { segmentName } from '#lib/funnels/segment-name';

interface BreakdownPickerProps {
  state: AdoptionViewState;
  segments: BrokenBy[];
}

const NOT_BROKEN = '';
const EVERYBODY = 'everybody';

/** By which property people are told apart, and which of its values the page looks at. */
export function BreakdownPicker({ state, segments }: BreakdownPickerProps) {
  const { view, period, change } = state;
  const options = usePropertyOptions(period);
  return (
    <>
      <Combobox
        label="Breakdown"
        options={[{ value: NOT_BROKEN, label: 'No breakdown' }, ...options]}
        value={view.breakdown ?? NOT_BROKEN}
        onValueChange={(property) => change({ breakdown: property === NOT_BROKEN ? null : property })}
        isFreeTextAllowed
        searchPlaceholder="Property…"
        className="w-auto! max-w-56 bg-surface"
      />
      {view.breakdown === null ? null : (
        <SegmentChoice
          property={view.breakdown}
          segments={segments}
          value={view.segment}
          onValueChange={(segment) => change({ segment })}
        />
      )}
    </>
  );
}

interface SegmentChoiceProps {
  property: string;
  segments: BrokenBy[];
  value: BrokenBy | null;
  onValueChange: (segment: BrokenBy | null) => void;
}

function SegmentChoice({ property, segments, value, onValueChange }: SegmentChoiceProps) {
  // What a link names may be a value that is not among the shown ones.
  const isKnown = value === null || segments.some((one) => isSameSegment(one, value));
  const shown = isKnown ? segments : [...segments, value];
  const at = value === null ? -1 : shown.findIndex((one) => isSameSegment(one, value));
  return (
    <Select
      aria-label={`Value of ${property}`}
      className="max-w-48"
      options={[
        { value: EVERYBODY, label: 'Everybody' },
        ...shown.map((one, index) => ({ value: String(index), label: segmentName(one, property) })),
      ]}
      value={at === -1 ? EVERYBODY : String(at)}
      onValueChange={(index) => onValueChange(shown[Number(index)] ?? null)}
    />
  );
}

function usePropertyOptions({ from, to }: { from: string; to: string }): ComboboxOption[] {
  const found = useQuery({ ...propertiesQuery({ from, to }), staleTime: 60_000 });
  const group = (names: string[], title: string) =>
    names.map((name) => ({ value: name, label: name, group: title }));
  return [
    ...group(found.data?.properties ?? [], 'Properties'),
    ...group(found.data?.fields ?? [], 'Every event has'),
  ];
}
