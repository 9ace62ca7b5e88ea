import Link from 'next/link';

/** The name with its sign: an artificial horizon. */
export function Wordmark() {
  return (
    <Link
      href="/funnels"
      className="inline-flex items-center gap-2 rounded-box font-semibold text-14 tracking-tight"
    >
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5">
        <circle cx="10" cy="10" r="9" className="fill-accent-soft stroke-accent" strokeWidth="1.5" />
        <path d="M1.6 12.4 18.4 7.6A9 9 0 1 1 1.6 12.4Z" className="fill-accent" />
        <path d="M5.5 10h3l1.5 1.5 1.5-1.5h3" className="fill-transparent stroke-ink" strokeWidth="1.5" />
      </svg>
      Flightdeck
    </Link>
  );
}
