import { Badge } from '#components/ui/badge';
import { Tooltip } from '#components/ui/tooltip';
import type { ServedAlarm } from '#lib/functions/answers';

/** What a function's alarms say together: red first, silence is not good news. */
export function AlarmBadge({ alarms }: { alarms: readonly ServedAlarm[] }) {
  const red = alarms.filter(({ state }) => state === 'ALARM');
  const silent = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA');
  if (alarms.length === 0) return <span className="text-ink-3">No alarms</span>;
  return (
    <Tooltip isFocusable content={wordsOf(alarms)}>
      {red.length > 0 ? (
        <Badge tone="bad">{red.length === 1 ? '1 alarm' : `${red.length} alarms`}</Badge>
      ) : silent.length > 0 ? (
        <Badge tone="unknown">{silent.length === alarms.length ? 'No data' : 'Partly no data'}</Badge>
      ) : (
        <Badge tone="good">Clear</Badge>
      )}
    </Tooltip>
  );
}

function wordsOf(alarms: readonly ServedAlarm[]) {
  return (
    <ul className="flex flex-col gap-1">
      {alarms.map(({ name, state, reason }) => (
        <li key={name}>
          <span className="font-mono">{name}</span>: {STATES[state]}. {reason}
        </li>
      ))}
    </ul>
  );
}

const STATES = { OK: 'clear', ALARM: 'red', INSUFFICIENT_DATA: 'no data' };
