import clsx from 'clsx';

/** The product's sign: an artificial horizon in a gentle turn. */
export function Horizon({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={clsx('shrink-0', className)}>
      <path d="M1.31 12.33 18.69 7.67A9 9 0 0 1 1.31 12.33Z" className="fill-accent" />
      <circle cx="10" cy="10" r="9" className="fill-transparent stroke-accent" strokeWidth="1.5" />
      <path d="M6 6.2h2.2M11.8 6.2H14M9.2 3.6h1.6" className="stroke-accent" strokeWidth="1.2" />
    </svg>
  );
}
