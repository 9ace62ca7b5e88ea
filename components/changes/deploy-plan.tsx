import { ArrowRight } from 'lucide-react';
import { Copyable } from '#components/ui/copyable';
import { Fact } from '#components/ui/fact';
import { Notice } from '#components/ui/notice';
import type { PlannedCode, PlannedDeploy, TrafficStep } from '#lib/changes/deploy-plan';
import { formatBytes } from '#lib/core/format';

/** What will become live, in the words that will be carried out: which code, which share of the traffic when, and what is done first. */
export function DeployPlan({ plan }: { plan: readonly PlannedDeploy[] }) {
  return plan.map((one) => <OneDeploy key={one.function} plan={one} />);
}

function OneDeploy({ plan }: { plan: PlannedDeploy }) {
  return (
    <div className="rounded-box border border-line bg-surface p-4">
      <h3 className="break-all font-medium font-mono text-14">{plan.function}</h3>
      <p className="mt-2 flex flex-wrap items-center gap-2 font-mono text-20">
        <span>
          <span className="sr-only">from version </span>
          {plan.fromVersion}
        </span>
        <ArrowRight aria-hidden size={18} className="text-ink-3" />
        <span className="font-sans font-semibold text-16">a new version</span>
        <span className="font-sans text-12 text-ink-3">alias {plan.alias}</span>
      </p>
      {plan.description ? <p className="mt-1 text-14 text-ink-2">{plan.description}</p> : null}
      {plan.code.codeSha256 === plan.fromCodeSha256 ? (
        <Notice tone="attention" className="mt-3">
          This is the code that is live already. Only a change of configuration makes another version of it.
        </Notice>
      ) : null}
      <dl className="mt-3 flex flex-col gap-3 text-14">
        <Fact label="Code">
          <Code code={plan.code} />
        </Fact>
        <Fact label="Backed up first">
          {plan.tables.length === 0 ? 'No table is named as one that it uses.' : plan.tables.join(', ')}
        </Fact>
        <Fact label="Configured otherwise than what is live">
          {plan.changed.length === 0 ? 'Nothing, as far as names tell.' : plan.changed.join('; ')}
        </Fact>
        <Fact label="Red now, and not counted against it">
          {plan.redNow.length === 0 ? 'No alarm.' : plan.redNow.join(', ')}
        </Fact>
        <Fact label="Traffic">
          <ol className="flex flex-col gap-1">
            {plan.steps.map((step) => (
              <li key={step.percent}>{stepWords(step)}</li>
            ))}
          </ol>
        </Fact>
      </dl>
      <p className="mt-3 text-12 text-ink-2">
        A version is published and called before it has traffic. An alarm that goes red, more failed calls
        than before, an ill health endpoint or a lock on its deploys that somebody sets meanwhile stop it, and
        everything goes back to version {plan.fromVersion}.
      </p>
    </div>
  );
}

function stepWords({ percent, minutes }: TrafficStep): string {
  const share = percent === 100 ? 'All calls' : `${percent} % of the calls`;
  return minutes === 0 ? `${share}, looked at once` : `${share}, watched for ${minutes} min`;
}

function Code({ code }: { code: PlannedCode }) {
  const place =
    code.from === 'artefact'
      ? `${code.fileName}, ${formatBytes(code.bytes)}`
      : `s3://${code.bucket}/${code.key}${code.objectVersion ? `, version ${code.objectVersion}` : ''}`;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span className="break-all">{place}</span>
      <Copyable value={code.sha256} label="Copy the SHA-256 of the package" shown={12} />
    </span>
  );
}
