import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';

interface NameFieldProps {
  label?: string;
  /** Who will see it, and where. */
  hint?: string;
  maxLength?: number;
  placeholder?: string;
  value: string;
  onValue: (value: string) => void;
}

/** What something is to be called. */
export function NameField({
  label = 'Name',
  hint,
  maxLength = 120,
  placeholder,
  value,
  onValue,
}: NameFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          maxLength={maxLength}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}
