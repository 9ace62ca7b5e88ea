import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

interface FilterBoxProps {
  /** What it filters by, like "Filter by name". */
  label: string;
  value: string;
  /** Null when it is empty again. */
  onValue: (value: string | null) => void;
}

/** Narrows a list while one types. */
export function FilterBox({ label, value, onValue }: FilterBoxProps) {
  return (
    <div className="w-full sm:w-72">
      <Field label={label} isLabelHidden>
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder={label}
            value={value}
            onChange={(event) => onValue(event.target.value || null)}
          />
        )}
      </Field>
    </div>
  );
}
