import { useId } from 'react';
import { Button } from '#components/ui/button';

interface DeedRowProps {
  label: string;
  words: string;
  isDisabled: boolean;
  onAct: () => void;
}

/** A deed with what follows from it. */
export function DeedRow({ label, words, isDisabled, onAct }: DeedRowProps) {
  const id = useId();
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 py-2.5">
      <Button
        size="small"
        disabled={isDisabled}
        aria-describedby={id}
        className="w-44 justify-start!"
        onClick={onAct}
      >
        {label}
      </Button>
      <p id={id} className="min-w-48 flex-1 text-14 text-ink-2 text-pretty">
        {words}
      </p>
    </li>
  );
}
