import type { Route } from 'next';
import Link from 'next/link';

interface TileHeadingProps {
  title: string;
  /** Where more of it is. */
  href: string;
}

/** The title of a tile that is no chart; it leads to the page that shows more. */
export function TileHeading({ title, href }: TileHeadingProps) {
  return (
    <h2 className="mb-3 font-semibold text-16">
      <Link href={href as Route} className="hover:underline">
        {title}
      </Link>
    </h2>
  );
}
