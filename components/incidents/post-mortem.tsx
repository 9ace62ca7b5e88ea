'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { MarkdownText } from '#components/incidents/markdown-text';
import { PostMortemEditor } from '#components/incidents/post-mortem-editor';
import { Button } from '#components/ui/button';
import { copyText } from '#components/ui/copyable';
import { ErrorState } from '#components/ui/error-state';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import type { SavedPostMortem, ServedIncident } from '#lib/incidents/answers';
import { beginPostMortem, postMortemFile } from '#lib/incidents/client';
import { postMortemMarkdown } from '#lib/incidents/post-mortem-markdown';
import { SECTIONS } from '#lib/incidents/post-mortem-sections';
import { NEEDS_POST_MORTEM } from '#lib/incidents/severity';

interface PostMortemProps {
  incident: ServedIncident;
  canWork: boolean;
}

/** What was learned: begun from what the records know, written on by people. */
export function PostMortem({ incident, canWork }: PostMortemProps) {
  const [isEditing, setEditing] = useState(false);
  const { id, postMortem } = incident;
  return (
    <section aria-labelledby="post-mortem">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="post-mortem" className="font-semibold text-16">
            Post-mortem
          </h2>
          {postMortem ? (
            <p className="text-12 text-ink-3">
              Version {postMortem.version}, {postMortem.updatedBy} <Time at={postMortem.updatedAt} />
            </p>
          ) : null}
        </div>
        {postMortem && !isEditing ? (
          <div className="flex flex-wrap gap-2">
            <CopyMarkdown incident={incident} postMortem={postMortem} />
            <a
              href={postMortemFile(id)}
              download
              className="inline-flex h-7 items-center gap-1.5 rounded-box border border-edge bg-surface px-2 font-medium text-12 hover:bg-hover"
            >
              <Download aria-hidden size={14} />
              Download
            </a>
            {canWork ? (
              <Button size="small" onClick={() => setEditing(true)}>
                Edit the post-mortem
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      {postMortem === null ? (
        <Begin incident={incident} canWork={canWork} />
      ) : isEditing ? (
        <PostMortemEditor incidentId={id} postMortem={postMortem} onDone={() => setEditing(false)} />
      ) : (
        <Written postMortem={postMortem} />
      )}
    </section>
  );
}

function CopyMarkdown({ incident, postMortem }: { incident: ServedIncident; postMortem: SavedPostMortem }) {
  const toast = useToast();
  const copy = async () => {
    const { followUps } = incident;
    const isCopied = await copyText(postMortemMarkdown({ incident, postMortem, followUps }));
    toast(
      isCopied
        ? { title: 'Post-mortem copied as Markdown' }
        : { title: 'Copying is not allowed by this browser', tone: 'attention' },
    );
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      <Copy aria-hidden size={14} /> Copy as Markdown
    </Button>
  );
}

function Begin({ incident: { id, severity }, canWork }: PostMortemProps) {
  const client = useQueryClient();
  const beginning = useMutation(beginPostMortem(client, id));
  return (
    <div className="flex flex-col items-start gap-3 rounded-box border border-line border-dashed p-4">
      <p className="text-14 text-ink-2">
        {NEEDS_POST_MORTEM.includes(severity)
          ? `${severity} needs one before it is closed.`
          : `${severity} needs none, and may have one.`}{' '}
        It is begun with what is known: timeline, functions, versions, times and counts.
      </p>
      {canWork ? (
        <Button isLoading={beginning.isPending} onClick={() => beginning.mutate(undefined)}>
          Begin the post-mortem
        </Button>
      ) : null}
      {beginning.error ? <ErrorState error={beginning.error} doing="begin it" isInline /> : null}
    </div>
  );
}

function Written({ postMortem }: { postMortem: SavedPostMortem }) {
  return (
    <div className="flex flex-col gap-4 rounded-box border border-line bg-surface p-4">
      {SECTIONS.map(({ id, title }) => (
        <div key={id}>
          <h3 className="mb-1 font-medium text-14">{title}</h3>
          <MarkdownText
            markdown={postMortem.sections.find((section) => section.id === id)?.text || '_Nothing yet._'}
          />
        </div>
      ))}
    </div>
  );
}
