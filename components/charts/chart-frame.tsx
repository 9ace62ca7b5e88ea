'use client';

import clsx from 'clsx';
import { ChartColumn, Download, Table2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { dayOfBucket } from '#components/charts/buckets';
import { ChartTimesContext } from '#components/charts/chart-times';
import { DataTable, type DataTableContent } from '#components/charts/data-table';
import { downloadFile, fileName } from '#components/charts/download';
import { MarkerList } from '#components/charts/marker-list';
import { type Picture, pictureOf, pngOf } from '#components/charts/picture';
import { useTimeMarkers, useTimeMarking } from '#components/charts/time-marking';
import { withNotes } from '#components/charts/with-notes';
import { Button } from '#components/ui/button';
import { Menu, type MenuItem } from '#components/ui/menu';
import { useToast } from '#components/ui/toast';
import { csvText } from '#lib/core/csv';

interface ChartFrameProps {
  title: string;
  /** What the chart shows, in a sentence: the text alternative, always visible. */
  sentence: string;
  /** The same data, exact, for the table and the CSV. */
  data: DataTableContent;
  children: ReactNode;
  /** Controls that belong to this chart. */
  controls?: ReactNode;
  /** Draws the picture to download; without it the chart's own drawing is taken. */
  picture?: (words: { title: string; sentence: string }) => Picture;
  /** Old numbers stay, in grey, while new ones are counted. */
  isStale?: boolean;
  /** When the table stands beneath the chart anyway. */
  hasNoTable?: boolean;
  /** A table that can do more than show the data, such as open the people behind a number. */
  table?: ReactNode;
  /** When what it frames is text, of which there is no picture to download. */
  hasNoPicture?: boolean;
}

const NO_TIMES: readonly string[] = [];

/** What every chart has: a title, the sentence, its data as a table one key (T) away, and downloads. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, sentence, children, controls, isStale = false, hasNoTable = false } = props;
  const [isTable, setTable] = useState(false);
  const [times, setTimes] = useState(NO_TIMES);
  const placed = useTimeMarkers(times);
  const data = withNotes(props.data, placed);
  const frame = useRef<HTMLElement>(null);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (event.key.toLowerCase() !== 't' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!hasNoTable) setTable(!isTable);
  };
  return (
    <section ref={frame} aria-labelledby={id} onKeyDown={onKeyDown} className="min-w-0">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 max-w-prose">
          <h2 id={id} className="font-semibold text-16">
            {title}
          </h2>
          <p className="text-14 text-ink-2 text-pretty">{sentence}</p>
        </div>
        <div className="flex flex-wrap items-center gap-1">
          {controls}
          {hasNoTable ? null : (
            <Button variant="quiet" size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {isTable ? <ChartColumn aria-hidden size={14} /> : <Table2 aria-hidden size={14} />}
              {isTable ? 'Chart' : 'Table'}
            </Button>
          )}
          <ExportMenu {...props} data={data} frame={frame} isTable={isTable} lastTime={times.at(-1)} />
        </div>
      </div>
      <div className={clsx('transition-[filter]', isStale && 'grayscale')} aria-busy={isStale}>
        <ChartTimesContext value={setTimes}>
          {isTable ? (props.table ?? <DataTable caption={title} {...data} />) : children}
        </ChartTimesContext>
      </div>
      <MarkerList placed={placed} />
    </section>
  );
}

interface ExportMenuProps extends ChartFrameProps {
  frame: React.RefObject<HTMLElement | null>;
  isTable: boolean;
  /** Where a chart over time ends; a note is offered there. */
  lastTime: string | undefined;
}

function ExportMenu(props: ExportMenuProps) {
  const { title, sentence, data, picture, frame, isTable, lastTime } = props;
  const toast = useToast();
  const { onAdd } = useTimeMarking();
  const name = fileName(title);
  const draw = (): Picture | null => {
    if (picture) return picture({ title, sentence });
    const svg = frame.current?.querySelector<SVGSVGElement>('svg.recharts-surface, svg[data-chart]');
    return svg ? pictureOf(svg, { title, sentence }) : null;
  };
  const save = async (kind: 'png' | 'svg') => {
    const drawn = draw();
    if (!drawn) return toast({ title: 'There is no chart to draw yet', tone: 'attention' });
    if (kind === 'svg') return downloadFile(`${name}.svg`, drawn.svg, 'image/svg+xml');
    downloadFile(`${name}.png`, await pngOf(drawn));
  };
  const hasNoPicture = props.hasNoPicture || (isTable && !picture);
  return (
    <Menu
      label={`Export ${title}`}
      trigger={<Download aria-hidden size={14} />}
      triggerProps={{ variant: 'quiet', size: 'small', 'aria-label': `Export ${title}`, title: 'Export' }}
      items={[
        { id: 'png', label: 'Picture (PNG)', disabled: hasNoPicture, onSelect: () => void save('png') },
        { id: 'svg', label: 'Picture (SVG)', disabled: hasNoPicture, onSelect: () => void save('svg') },
        {
          id: 'csv',
          label: 'Table (CSV)',
          onSelect: () =>
            downloadFile(`${name}.csv`, csvText(data.head, data.exact ?? data.rows), 'text/csv'),
        },
        ...noteItems(onAdd, lastTime),
      ]}
    />
  );
}

function noteItems(onAdd: ((day: string) => void) | null, lastTime: string | undefined): MenuItem[] {
  if (!onAdd || lastTime === undefined) return [];
  return [
    {
      id: 'note',
      label: 'Add a note on time…',
      onSelect: () => onAdd(dayOfBucket(lastTime)),
    },
  ];
}
