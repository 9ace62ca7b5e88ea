import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, markdownBlocks, type Span } from '#lib/incidents/markdown-blocks';

const text = (said: string): Span => ({ kind: 'text', text: said });
const paragraph = (...spans: Span[]): Block => ({ kind: 'paragraph', spans });
const list = (...items: string[]): Block => ({
  kind: 'list',
  isOrdered: false,
  items: items.map((said) => ({ spans: [text(said)], isDone: null })),
});

describe('Markdown of a post-mortem', () => {
  it.each<[string, string, Block[]]>([
    ['nothing', '', []],
    ['a paragraph', 'It failed.', [paragraph(text('It failed.'))]],
    ['two paragraphs', 'A\n\n\nB', [paragraph(text('A')), paragraph(text('B'))]],
    ['a line break', 'A\nB', [paragraph(text('A'), text('\n'), text('B'))]],
    ['a heading', '### Who\nAll', [{ kind: 'heading', spans: [text('Who')] }, paragraph(text('All'))]],
    ['a list after its sentence', 'So:\n- a\n* b', [paragraph(text('So:')), list('a', 'b')]],
    ['one list with a gap', '- a\n\n- b', [list('a', 'b')]],
    [
      'an item of two lines',
      '- a\n  b',
      [
        {
          kind: 'list',
          isOrdered: false,
          items: [{ spans: [text('a'), text('\n'), text('b')], isDone: null }],
        },
      ],
    ],
    ['a paragraph after a list', '- a\n\nb', [list('a'), paragraph(text('b'))]],
    [
      'numbers',
      '1. a\n2) b',
      [
        {
          kind: 'list',
          isOrdered: true,
          items: [
            { spans: [text('a')], isDone: null },
            { spans: [text('b')], isDone: null },
          ],
        },
      ],
    ],
    [
      'what is done and what is not',
      '- [x] a\n- [ ] b',
      [
        {
          kind: 'list',
          isOrdered: false,
          items: [
            { spans: [text('a')], isDone: true },
            { spans: [text('b')], isDone: false },
          ],
        },
      ],
    ],
    ['windows line ends', 'A\r\n\r\nB', [paragraph(text('A')), paragraph(text('B'))]],
    ['a dash that is no list', 'up -1 and down', [paragraph(text('up -1 and down'))]],
    ['no markup of HTML', '<b>a</b>', [paragraph(text('<b>a</b>'))]],
  ])('reads %s', (_, markdown, blocks) => {
    expect(markdownBlocks(markdown)).toEqual(blocks);
  });

  it.each<[string, string, Span[]]>([
    ['emphasis', '_To be written._', [{ kind: 'emphasis', text: 'To be written.' }]],
    ['no emphasis inside a name', 'live_of_it', [text('live_of_it')]],
    ['strong words', 'a **b** c', [text('a '), { kind: 'strong', text: 'b' }, text(' c')]],
    ['code, and nothing in it', '`a_b_ **c**`', [{ kind: 'code', text: 'a_b_ **c**' }]],
    ['a link', '[the change](/changes/1)', [{ kind: 'link', text: 'the change', href: '/changes/1' }]],
    [
      'an address and its full stop',
      'See https://a.example/b?c=1.',
      [
        text('See '),
        { kind: 'link', text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
        text('.'),
      ],
    ],
    ['no link to a script', '[a](javascript:alert(1))', [text('[a](javascript:alert(1))')]],
    ['no link to somewhere without a scheme', '[a](//evil.example)', [text('[a](//evil.example)')]],
  ])('reads %s in a line', (_, markdown, spans) => {
    expect(markdownBlocks(markdown)).toEqual([paragraph(...spans)]);
  });

  it('loses no word', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    const line = fc.tuple(fc.constantFrom('', '- ', '1. ', '## ', '**', '_', '`', '  '), word);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const markdown = lines.map((parts) => parts.join('')).join('\n');
        const found = markdownBlocks(markdown)
          .flatMap(spansIn)
          .map(({ text: said }) => said);
        expect(found.join(' ').match(/[a-z]+/g) ?? []).toEqual(lines.map(([, said]) => said));
      }),
    );
  });
});

function spansIn(block: Block): Span[] {
  return block.kind === 'list' ? block.items.flatMap(({ spans }) => spans) : block.spans;
}
