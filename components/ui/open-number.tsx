interface OpenNumberProps {
  /** The number, formatted. */
  children: string;
  /** The number in words and what pressing it does: "1,204 users saw it. Show them." */
  label: string;
  onSelect: () => void;
  /** Nothing stands behind it: then it is plain text. */
  isEmpty?: boolean;
}

/** A number that opens what it counts. */
export function OpenNumber({ children, label, onSelect, isEmpty = false }: OpenNumberProps) {
  if (isEmpty) return <>{children}</>;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onSelect}
      className="min-h-6 rounded-box underline decoration-edge decoration-dotted underline-offset-4 hover:text-accent-ink"
    >
      {children}
    </button>
  );
}
