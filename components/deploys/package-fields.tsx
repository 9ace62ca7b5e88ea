'use client';

import type { DeployDraft } from '#components/deploys/deploy-draft';
import { ProgressBar } from '#components/imports/progress-bar';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { CONTROL, Input } from '#components/ui/input';

interface PackageFieldsProps {
  draft: DeployDraft;
  onChange: (more: Partial<DeployDraft>) => void;
  /** How much of the file has left, 0 to 1; null when none is being sent. */
  sent: number | null;
}

const SOURCES = [
  ['file', 'Upload a zip'],
  ['s3', 'Name an object in S3'],
] as const;

const PLACE = [
  ['bucket', 'Bucket', 'careervp-packages'],
  ['key', 'Key', 'orders/3f2c1ab.zip'],
  ['objectVersion', 'Version of the object', ''],
  ['sha256', 'SHA-256', '64 hex digits, as sha256sum prints them'],
] as const;

/** Where the package comes from: this machine, or S3 with the hash that it must have. */
export function PackageFields({ draft, onChange, sent }: PackageFieldsProps) {
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Where the package comes from</legend>
        {SOURCES.map(([from, label]) => (
          <Button
            key={from}
            size="small"
            variant={draft.from === from ? 'secondary' : 'quiet'}
            aria-pressed={draft.from === from}
            onClick={() => onChange({ from })}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      {draft.from === 'file' ? (
        <Field label="Package" hint="A zip of at most 50 MiB. It is kept whole under its hash.">
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".zip,application/zip"
              className={`${CONTROL} p-1.5 text-14 file:mr-3 file:rounded-box file:border-0 file:bg-sunken file:px-2 file:py-1 file:text-ink`}
              onChange={(event) => onChange({ file: event.target.files?.[0] ?? null })}
            />
          )}
        </Field>
      ) : (
        <div className="grid gap-3 sm:grid-cols-2">
          {PLACE.map(([name, label, placeholder]) => (
            <Field key={name} label={label} isOptional={name === 'objectVersion'}>
              {(control) => (
                <Input
                  {...control}
                  className="font-mono"
                  placeholder={placeholder}
                  spellCheck={false}
                  value={draft[name]}
                  onChange={(event) => onChange({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      )}
      {sent === null ? null : <ProgressBar label="Sending the package" fraction={sent} />}
    </div>
  );
}
