/** A piece of a line, as far as it looks otherwise than the rest. */
export type Span =
  | { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

export interface ListItem {
  spans: Span[];
  /** Of an item that can be done; null for any other. */
  isDone: boolean | null;
}

export type Block =
  | { kind: 'heading' | 'paragraph'; spans: Span[] }
  | { kind: 'list'; isOrdered: boolean; items: ListItem[] };

const HEADING = /^#{1,6}\s+(.*)$/;
const ITEM = /^\s*(?:[-*]|(\d+)[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
// Code, strong, emphasis that is no part of a word, a link with a text, and an address alone.
const SPANS =
  /`([^`]+)`|\*\*([^*]+)\*\*|(?<!\w)_([^_\n]+)_(?!\w)|\[([^\]]+)\]\((https?:\/\/[^\s)]+|\/(?!\/)[^\s)]*)\)|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?])/g;

/**
 * The parts of Markdown that post-mortems are written in: headings, lists and paragraphs, whose line breaks stay. What is
 * anything else stays the text that it is; of addresses only those of the web and of this product are links.
 */
export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let isNew = true;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.trim() === '') isNew = true;
    else {
      add(blocks, line, isNew);
      isNew = false;
    }
  }
  return blocks;
}

function add(blocks: Block[], line: string, isNew: boolean): void {
  const last = blocks.at(-1);
  const [, heading] = HEADING.exec(line) ?? [];
  const item = ITEM.exec(line);
  if (heading !== undefined) blocks.push({ kind: 'heading', spans: spansOf(heading) });
  else if (item) addItem(blocks, item);
  else if (isNew || last === undefined || last.kind === 'heading') {
    blocks.push({ kind: 'paragraph', spans: spansOf(line) });
  } else goOn(last, line);
}

function addItem(blocks: Block[], [, number, mark, text = '']: RegExpExecArray): void {
  const isOrdered = number !== undefined;
  const item = { spans: spansOf(text), isDone: mark === undefined ? null : mark !== ' ' };
  const last = blocks.at(-1);
  if (last?.kind === 'list' && last.isOrdered === isOrdered) last.items.push(item);
  else blocks.push({ kind: 'list', isOrdered, items: [item] });
}

/** A line that begins nothing belongs to what is above it. */
function goOn(last: Block, line: string): void {
  const spans = last.kind === 'list' ? last.items.at(-1)?.spans : last.spans;
  spans?.push({ kind: 'text', text: '\n' }, ...spansOf(line.trim()));
}

function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const found of line.matchAll(SPANS)) {
    if (found.index > at) spans.push({ kind: 'text', text: line.slice(at, found.index) });
    spans.push(spanOf(found));
    at = found.index + found[0].length;
  }
  if (at < line.length) spans.push({ kind: 'text', text: line.slice(at) });
  return spans;
}

function spanOf([whole, code, strong, emphasis, text, href, address]: RegExpExecArray): Span {
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
  if (text !== undefined && href !== undefined) return { kind: 'link', text, href };
  return address === undefined
    ? { kind: 'text', text: whole }
    : { kind: 'link', text: address, href: address };
}
