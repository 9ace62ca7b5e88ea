/** The host of SNS in the region of a topic; null for what is no topic. */
function hostOf(topicArn: string): string | null {
  const [, partition, region] =
    /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z0-9-]+):\d{12}:[\w.-]+$/.exec(topicArn) ?? [];
  if (!region) return null;
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/**
 * Whether an address is one at which SNS itself answers, in the region of the topic. What a message names is fetched
 * from nowhere else; in the sandbox from the sandbox alone.
 */
export function isOfSns(
  address: string | undefined,
  topicArn: string,
  sandboxOrigin: string | null,
): boolean {
  const url = address === undefined ? null : URL.parse(address);
  if (url?.username !== '' || url.password !== '') return false;
  if (sandboxOrigin !== null) return url.origin === sandboxOrigin;
  return url.protocol === 'https:' && url.host === hostOf(topicArn);
}
