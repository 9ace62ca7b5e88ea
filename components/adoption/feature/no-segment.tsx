/** A panel that has nothing for the chosen value of the breakdown. */
export function NoSegment() {
  return (
    <p className="rounded-box border border-line border-dashed px-4 py-10 text-center text-ink-2">
      Nobody with this value is among those counted here.
    </p>
  );
}
