import type { FeatureSuggestion } from '#lib/adoption/answers';
import type { FeatureDefinition } from '#lib/adoption/schema';

interface SeenType {
  type: string;
  count: number;
}

const VIEW = /^(page_?|screen_?)?(view|viewed|seen|impression|visit|open|opened)$/i;
const COMPLETE =
  /^(complete|completed|finish|finished|success|succeeded|purchase|purchased|order|buy|paid)$/i;
const SHARE = /^(share|shared|invite|invited|refer|referral)$/i;
const USE = /^(use|used)$/i;

/** A first definition for a feature that nobody has defined, guessed from the names of its event types. */
export function suggestFeature(key: string, seen: SeenType[]): FeatureSuggestion {
  return {
    key,
    name: nameOf(key),
    definition: definitionOf(seen.map(({ type }) => type).sort()),
    count: seen.reduce((sum, { count }) => sum + count, 0),
  };
}

function definitionOf(types: string[]): FeatureDefinition {
  const pick = (pattern: RegExp) => types.filter((type) => pattern.test(type));
  const [view, complete, share, use] = [pick(VIEW), pick(COMPLETE), pick(SHARE), pick(USE)];
  const rest = types.filter((type) => ![...view, ...complete, ...share].includes(type));
  // Where no event is called use, doing anything but looking is using; where all there is are ends, ending is.
  const used = [use, rest, complete, types].find((some) => some.length > 0) ?? ['use'];
  return { view, use: used, complete, share };
}

function nameOf(key: string): string {
  const words = key.replaceAll(/[_-]+/g, ' ').trim() || key;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.slice(0, 120);
}
