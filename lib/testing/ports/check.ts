/** How one test of a port is declared: as Vitest does it, or with what is known to differ on another server. */
export type Check = (name: string, body: () => Promise<void>) => void;
