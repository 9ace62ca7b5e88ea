'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Choosing } from '#components/decisions/use-scenario';
import { DeployDialog } from '#components/deploys/deploy-dialog';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Select } from '#components/ui/select';
import type { LiveFunction, ServedVersion } from '#lib/functions/answers';
import { functionVersionsOptions, liveFunctionsOptions } from '#lib/functions/client';

/** What stands for a package in the list of versions. */
const PACKAGE = 'package';

interface CompatibleBackendProps extends Choosing {
  /** Functions that the evidence names. */
  named: readonly string[];
  openIncident: () => Promise<string>;
}

/** Which function the frontend does not agree with, and what of it is compatible: a version that is there, or a package. */
export function CompatibleBackend({ named, openIncident, ...choosing }: CompatibleBackendProps) {
  const live = useQuery(liveFunctionsOptions());
  const functions = byNamed(live.data?.functions ?? [], named);
  const [name, setName] = useState('');
  const [version, setVersion] = useState('');
  const [deploying, setDeploying] = useState<{ found: LiveFunction; incidentId: string } | null>(null);
  const found = functions.find((one) => one.name === name) ?? functions[0];
  const versions = useQuery({ ...functionVersionsOptions(found?.name ?? ''), enabled: found !== undefined });
  const eligible = (versions.data?.versions ?? []).filter(isEligible);
  const chosen = version || (eligible[0]?.version ?? PACKAGE);
  if (deploying) return <DeployDialog {...deploying} onClose={choosing.onClose} />;
  const submit = async () => {
    if (!found) return;
    if (chosen !== PACKAGE)
      return choosing.onChosen({ do: 'roll_back', functions: [found.name], toVersion: chosen });
    setDeploying({ found, incidentId: await openIncident() });
  };
  return (
    <FormDialog
      title="A backend that the frontend is compatible with"
      description="First comes the plan. Nothing is moved before you have read and confirmed it."
      action={chosen === PACKAGE ? 'Choose the package…' : 'Make the plan'}
      reasons={found ? [] : [live.isPending ? 'Reading the functions …' : 'No function is live.']}
      isBusy={choosing.isBusy}
      error={choosing.error ?? live.error ?? versions.error}
      doing="make the plan"
      onSubmit={() => void submit().catch(() => undefined)}
      onClose={choosing.onClose}
    >
      <Field label="Function">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={functions.map((one) => ({ value: one.name, label: one.name }))}
            value={found?.name ?? ''}
            onValueChange={(next) => {
              setName(next);
              setVersion('');
            }}
          />
        )}
      </Field>
      <Field
        label="What is compatible"
        hint={
          found
            ? `Version ${found.version} is live. Versions that are known to be bad are left out.`
            : undefined
        }
      >
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={[
              ...eligible.map((one) => ({ value: one.version, label: labelOf(one) })),
              { value: PACKAGE, label: 'New code: a package' },
            ]}
            value={chosen}
            onValueChange={setVersion}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** Those that the evidence names come first. */
function byNamed(functions: readonly LiveFunction[], named: readonly string[]): LiveFunction[] {
  const isNamed = ({ name }: LiveFunction) => Number(named.includes(name));
  return [...functions].sort((a, b) => isNamed(b) - isNamed(a) || (a.name < b.name ? -1 : 1));
}

function isEligible({ weight, bad }: ServedVersion): boolean {
  return weight < 1 && bad === null;
}

function labelOf({ version, commit, description }: ServedVersion): string {
  const what = [commit?.slice(0, 7), description].filter(Boolean).join(' ');
  return what === '' ? `Version ${version}` : `Version ${version}: ${what}`.slice(0, 100);
}
