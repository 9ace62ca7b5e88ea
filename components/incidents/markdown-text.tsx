import { Circle, CircleCheck } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Block, type ListItem, markdownBlocks, type Span } from '#lib/incidents/markdown-blocks';

/** What somebody wrote as Markdown, as it is read. */
export function MarkdownText({ markdown }: { markdown: string }) {
  return (
    <div className="flex flex-col gap-2 text-14 wrap-anywhere">{markdownBlocks(markdown).map(blockOf)}</div>
  );
}

// Parts of a text have no name but their place.
function blockOf(block: Block, key: number): ReactNode {
  if (block.kind === 'list') {
    const List = block.isOrdered ? 'ol' : 'ul';
    const style = block.isOrdered ? 'list-decimal' : 'list-disc';
    return (
      <List key={key} className={`flex ${style} flex-col gap-1 pl-5 text-ink-2 marker:text-ink-3`}>
        {block.items.map(itemOf)}
      </List>
    );
  }
  const spans = block.spans.map(spanOf);
  return block.kind === 'heading' ? (
    <h4 key={key} className="mt-1 font-medium">
      {spans}
    </h4>
  ) : (
    <p key={key} className="whitespace-pre-line text-ink-2">
      {spans}
    </p>
  );
}

function itemOf({ spans, isDone }: ListItem, key: number): ReactNode {
  return (
    <li key={key} className={`whitespace-pre-line ${isDone === null ? '' : '-ml-5 flex list-none gap-2'}`}>
      {isDone === null ? null : <Done isDone={isDone} />}
      <span>{spans.map(spanOf)}</span>
    </li>
  );
}

function Done({ isDone }: { isDone: boolean }) {
  const Sign = isDone ? CircleCheck : Circle;
  return (
    <>
      <Sign aria-hidden size={14} className="mt-[3px] shrink-0 text-ink-3" />
      <span className="sr-only">{isDone ? 'done: ' : 'to do: '}</span>
    </>
  );
}

function spanOf(span: Span, key: number): ReactNode {
  if (span.kind === 'link') return <Address key={key} text={span.text} href={span.href} />;
  if (span.kind === 'strong') return <strong key={key}>{span.text}</strong>;
  if (span.kind === 'emphasis') return <em key={key}>{span.text}</em>;
  if (span.kind === 'text') return span.text;
  return (
    <code key={key} className="font-mono text-12">
      {span.text}
    </code>
  );
}

function Address({ text, href }: { text: string; href: string }) {
  const look = 'text-accent-ink underline underline-offset-4';
  return href.startsWith('/') ? (
    <Link href={href as Route} className={look}>
      {text}
    </Link>
  ) : (
    <a href={href} rel="noreferrer" target="_blank" className={look}>
      {text}
    </a>
  );
}
