import { Notice } from '#components/ui/notice';
import { Time } from '#components/ui/time';
import type { SavedFeature } from '#lib/adoption/answers';
import { draftOf } from '#lib/adoption/feature-draft';
import { FIELD_LABELS, fieldInWords } from '#lib/adoption/field-in-words';
import type { Merged } from '#lib/adoption/merge-drafts';

interface NewerVersionProps {
  before: SavedFeature;
  latest: SavedFeature;
  changed: Merged['changed'];
  funnelName: (id: string) => string | undefined;
}

/** Somebody saved meanwhile: what they changed, and what has become of this form. Nothing is saved yet. */
export function NewerVersion({ before, latest, changed, funnelName }: NewerVersionProps) {
  const was = draftOf(before);
  const is = draftOf(latest);
  return (
    <Notice tone="attention" role="alert">
      <p className="font-medium">
        {latest.updatedBy} saved a newer version <Time at={latest.updatedAt} />. Nothing of yours was lost or
        saved.
      </p>
      <ul className="mt-1 list-disc pl-4">
        {changed.map(({ field, isContested }) => (
          <li key={field}>
            {FIELD_LABELS[field]}: “{fieldInWords(was, field, funnelName)}” became “
            {fieldInWords(is, field, funnelName)}”
            {isContested ? '. You changed it as well: the form keeps yours.' : ', and does so in the form.'}
          </li>
        ))}
        {changed.length === 0 ? <li>It says the same as before.</li> : null}
      </ul>
      <p className="mt-1">Look through the form, then save again.</p>
    </Notice>
  );
}
