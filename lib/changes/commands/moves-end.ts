import type { End as DriveEnd } from '#lib/changes/drive';
import type { End } from '#lib/changes/kind';

const STATUS = { verify: 'verifying', give_up: 'failed', split: 'split' } as const;

/** How the work of a change that moves aliases ended, by how driving it did. */
export function movesEnd(end: DriveEnd, count: number): End {
  return { status: STATUS[end.do], sentence: sentenceOf(end, count) };
}

function sentenceOf(end: DriveEnd, count: number): string {
  if (end.do === 'verify') return `All ${count} moved; verifying.`;
  const { function: name, why } = end.because;
  const because = `${name} could not be moved: ${why ?? 'the calls had no effect.'}`;
  if (end.do === 'give_up') return `Nothing is moved. ${because}`;
  const left = [
    ...(end.moved.length > 0 ? [`Moved and not put back: ${end.moved.join(', ')}.`] : []),
    ...(end.adrift.length > 0 ? [`A lost call may still move ${end.adrift.join(', ')}.`] : []),
  ];
  return `${because} ${left.join(' ')} Look at them now.`;
}
