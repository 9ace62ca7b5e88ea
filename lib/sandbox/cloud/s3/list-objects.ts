import { WireError } from '#lib/sandbox/cloud/frame/wire';
import { xml } from '#lib/sandbox/cloud/frame/xml';
import type { Objects, StoredObject } from '#lib/sandbox/cloud/s3/objects';

const MOST = 1000;

/** A page of a bucket in the order of its keys; with a delimiter what lies deeper is told by its folder alone. */
export function listObjects({ objects }: Objects, bucket: string, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = afterOf(query);
  const size = Math.min(Number(query.get('max-keys') ?? MOST), MOST);
  const found = objects
    .list()
    .filter((object) => object.bucket === bucket && object.key.startsWith(prefix))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  // An entry is an object, or a folder that stands for all that lies in it.
  const entries = new Map<string, StoredObject | undefined>();
  for (const object of found) {
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    if (end < 0) entries.set(object.key, object);
    else entries.set(object.key.slice(0, end + delimiter.length), undefined);
  }
  const left = [...entries].filter(([name]) => name > after);
  const page = left.slice(0, size);
  const isTruncated = left.length > size;
  return xml('ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    KeyCount: page.length,
    MaxKeys: size,
    IsTruncated: isTruncated,
    NextContinuationToken: isTruncated ? Buffer.from(page.at(-1)?.[0] ?? '').toString('base64') : undefined,
    Contents: page.flatMap(([, object]) => (object ? [describe(object)] : [])),
    CommonPrefixes: page.flatMap(([Prefix, object]) => (object ? [] : [{ Prefix }])),
  });
}

function afterOf(query: URLSearchParams): string {
  const token = query.get('continuation-token');
  if (token === null) return query.get('start-after') ?? '';
  if (!/^[A-Za-z0-9+/]+=*$/.test(token)) {
    throw new WireError('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return Buffer.from(token, 'base64').toString('utf8');
}

function describe({ key, modifiedAt, etag, size }: StoredObject) {
  return {
    Key: key,
    LastModified: new Date(modifiedAt).toISOString(),
    ETag: `"${etag}"`,
    Size: size,
    StorageClass: 'STANDARD',
  };
}
