import Link from 'next/link';
import { Horizon } from '#components/shell/horizon';

/** The name with its sign: an artificial horizon. */
export function Wordmark() {
  return (
    <Link
      href="/funnels"
      className="inline-flex items-center gap-2 rounded-box font-semibold text-14 tracking-tight"
    >
      <Horizon className="size-5" />
      Flightdeck
    </Link>
  );
}
