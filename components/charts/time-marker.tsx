/** Something known of a time, such as a note or a deploy: a thin line on every chart over time. */
export interface TimeMarker {
  id: string;
  /** What it is, as people read it: "Note". */
  kind: string;
  /** The moment, ISO; null for what is about a whole day. */
  time: string | null;
  /** The day as the calendar names it, `YYYY-MM-DD`; null for a moment. */
  day: string | null;
  label: string;
  /** Where more of it can be read. */
  href: string | null;
  /** Who or what put it there. */
  by: string;
}

/** The markers of one bucket of a chart. */
export interface PlacedMarkers {
  /** The bucket, as the chart names it. */
  start: string;
  markers: TimeMarker[];
}
