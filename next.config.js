/** @type {import('next').NextConfig} */
const nextConfig = {
  output: process.env.STANDALONE ? 'standalone' : undefined,
  typedRoutes: true,
  poweredByHeader: false,
  // Native and WebAssembly engines are loaded by Node itself: a bundler would lose the files beside them.
  serverExternalPackages: ['@duckdb/node-api', '@electric-sql/pglite', '@node-rs/argon2', 'pino'],
  outputFileTracingIncludes: {
    '/**': [
      './node_modules/@duckdb/node-bindings-*/**',
      './node_modules/@electric-sql/pglite/dist/*.{wasm,data}',
    ],
  },
  outputFileTracingRoot: import.meta.dirname,
};

export default nextConfig;
