/** Sentences that belong together, each by itself. */
export function Sentences({ said }: { said: readonly string[] }) {
  return (
    <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-14 wrap-anywhere">
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
