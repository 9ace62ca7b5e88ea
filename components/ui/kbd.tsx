/** A key as it is printed on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-box border border-line bg-sunken px-1 font-sans text-12 text-ink-2">
      {children}
    </kbd>
  );
}
