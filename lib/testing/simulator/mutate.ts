import path from 'node:path';
import { createViteServer } from 'vitest/node';
import type { Mutant } from '#lib/testing/simulator/mutant';
import type { Product } from '#lib/testing/simulator/product';

const ENTRY = '/lib/testing/simulator/product.ts';

export interface Mutation {
  /** The product with one fault in it; its files are as they were for everybody else. */
  productOf(mutant: Mutant): Promise<Product>;
  close(): Promise<void>;
}

/** Loads copies of the product whose text was changed on the way. */
export async function openMutation(): Promise<Mutation> {
  let present: Mutant | undefined;
  let isFound = false;
  const mutate = (code: string, id: string): string => {
    if (!present || path.relative(process.cwd(), id) !== present.file) return code;
    const { from, to } = present;
    isFound = code.split(from).length === 2;
    return code.replace(from, () => to);
  };
  const server = await createViteServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [{ name: 'mutant', enforce: 'pre', transform: mutate }],
  });
  const forget = (file: string | undefined): void => {
    const modules = file ? server.moduleGraph.getModulesByFile(path.resolve(file)) : undefined;
    for (const one of modules ?? []) server.moduleGraph.invalidateModule(one);
  };
  return {
    productOf: async (mutant) => {
      // What does not lead to the fault is loaded once for all.
      for (const file of [present?.file, mutant.file]) forget(file);
      present = mutant;
      isFound = false;
      const loaded = (await server.ssrLoadModule(ENTRY)) as { PRODUCT: Product };
      if (!isFound) throw new Error(`"${mutant.name}" finds its text not once in ${mutant.file}.`);
      return loaded.PRODUCT;
    },
    close: () => server.close(),
  };
}
