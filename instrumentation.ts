/** Runs once when the server starts: whatever was interrupted is finished before the first request is answered. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('#lib/http/start-server');
  await startServer();
}
