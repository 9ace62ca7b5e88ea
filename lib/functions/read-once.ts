import type { Functions } from '#lib/core/functions';

/** The same functions, each of them read from AWS once: for work that looks at one moment from several sides. */
export function readOnce(functions: Functions): Functions {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) ?? read();
    kept.set(key, known);
    // What is kept under a key was read for that key.
    return known as Promise<T>;
  };
  return {
    list: (signal) => once('list', () => functions.list(signal)),
    versions: (name, signal) => once(`versions ${name}`, () => functions.versions(name, signal)),
    aliases: (name, signal) => once(`aliases ${name}`, () => functions.aliases(name, signal)),
  };
}
