import type { StandIn } from '#lib/testing/ports/open-ports';

/** Nothing takes time on moto. */
export const noTime = { step: async () => undefined };

const REGION = 'us-east-1';

/** The moto at AWS_ENDPOINT_URL, as empty as a new one. */
export async function emptyMoto(): Promise<StandIn> {
  const endpoint = process.env.AWS_ENDPOINT_URL ?? '';
  await fetch(new URL('/moto-api/reset', endpoint), { method: 'POST' });
  // Its functions would run in containers otherwise.
  await fetch(new URL('/moto-api/config', endpoint), {
    method: 'POST',
    body: JSON.stringify({ lambda: { use_docker: false } }),
  });
  return { endpoint, region: REGION, credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' } };
}

/** Makes a role, which moto wants to know before a function may name it; answers its ARN. */
export async function makeRole(endpoint: string, RoleName: string): Promise<string> {
  const form = { Action: 'CreateRole', Version: '2010-05-08', RoleName, AssumeRolePolicyDocument: '{}' };
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=moto/20260302/${REGION}/iam/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  const [, arn] = /<Arn>([^<]+)<\/Arn>/.exec(text) ?? [];
  if (!arn) throw new Error(text);
  return arn;
}
