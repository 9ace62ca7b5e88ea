import { SANDBOX_TOPIC } from '#lib/adapters/sns/open-configured-topics';

/** Has the sandbox tell of its alarms, as somebody who sets AWS up subscribes the product to a topic. */
export async function subscribeToSandbox(sandboxUrl: string, port: number): Promise<void> {
  const body = JSON.stringify({ arn: SANDBOX_TOPIC, url: `http://localhost:${port}/api/hooks/alarms` });
  const answer = await fetch(`${sandboxUrl}/_sandbox/subscriptions`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The sandbox refused the subscription: ${await answer.text()}`);
}
