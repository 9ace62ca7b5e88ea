import { byHand } from '#lib/changes/by-hand';

interface FailedPageProps {
  error: Error & { digest?: string };
  onRetry: () => void;
}

/**
 * A page that broke while it was drawn. The digest is how the server's log names the failure. It is made of plain
 * elements, because every page carries it along and whatever it needed might be what broke.
 */
export function FailedPage({ error, onRetry }: FailedPageProps) {
  return (
    <div role="alert" className="max-w-prose">
      <h1 className="mb-1 font-semibold text-20 tracking-tight">This page failed</h1>
      <p className="mb-4 text-ink-2">
        It broke while it was drawn. Nothing that was saved is lost. Try again; if it stays, give the error id
        to whoever runs this installation.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          onClick={onRetry}
          className="h-8 rounded-box bg-accent px-3 font-medium text-on-accent hover:bg-accent-strong"
        >
          Try again
        </button>
        {error.digest ? (
          <span className="text-12 text-ink-2">
            Error id <code className="select-all font-mono">{error.digest}</code>
          </span>
        ) : null}
      </div>
      <details className="mt-6 text-14">
        <summary className="min-h-6 cursor-pointer">
          Production hurts, and a version has to go back now
        </summary>
        <p className="mt-2 text-ink-2">
          The AWS command line does it without this product. What is moved so is seen when it is back.
        </p>
        <pre className="mt-2 overflow-x-auto rounded-box border border-line bg-sunken p-3 font-mono text-12">
          {LINES.map(({ does, command }) => `# ${does}\n${command}\n`).join('\n')}
        </pre>
      </details>
    </div>
  );
}

const LINES = [
  {
    does: 'Which versions there are',
    command: 'aws lambda list-versions-by-function --function-name NAME',
  },
  ...byHand([{ function: 'NAME', alias: 'live', toVersion: 'VERSION' }]),
];
