interface FunctionPickerProps {
  known: readonly string[];
  chosen: readonly string[];
  onChosen: (names: readonly string[]) => void;
}

/** Which functions it is about: those that are live, and those that were named before. */
export function FunctionPicker({ known, chosen, onChosen }: FunctionPickerProps) {
  const names = [...new Set([...known, ...chosen])].sort();
  const toggle = (name: string) =>
    onChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-14">
        Functions <span className="font-normal text-ink-3">({chosen.length} chosen)</span>
      </legend>
      {names.length === 0 ? (
        <p className="text-12 text-ink-3">No function of this environment was seen yet.</p>
      ) : (
        <div className="flex max-h-40 flex-col overflow-y-auto rounded-box border border-line p-1">
          {names.map((name) => (
            <label
              key={name}
              className="flex min-h-7 items-center gap-2 rounded-box px-1.5 text-12 hover:bg-hover"
            >
              <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
              <span className="break-all font-mono">{name}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
