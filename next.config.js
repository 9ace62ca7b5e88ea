const EVERYWHERE = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  output: process.env.STANDALONE ? 'standalone' : undefined,
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  typedRoutes: true,
  poweredByHeader: false,
  // `npm run check` looks at the types; a first start should not wait for it.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  // Native and WebAssembly engines are loaded by Node itself: a bundler would lose the files beside them.
  serverExternalPackages: ['@duckdb/node-api', '@electric-sql/pglite', '@node-rs/argon2', 'pino'],
  outputFileTracingIncludes: {
    '/**': [
      './node_modules/@duckdb/node-bindings-*/**',
      './node_modules/@electric-sql/pglite/dist/*.{wasm,data}',
    ],
  },
  outputFileTracingRoot: import.meta.dirname,
  headers: async () => [{ source: '/:path*', headers: EVERYWHERE }],
};

export default nextConfig;
