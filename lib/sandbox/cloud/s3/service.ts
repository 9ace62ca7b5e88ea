import { createHash } from 'node:crypto';
import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';
import { xml } from '#lib/sandbox/cloud/frame/xml';
import { decodeBody } from '#lib/sandbox/cloud/s3/decode-body';
import { listObjects } from '#lib/sandbox/cloud/s3/list-objects';
import type { Objects, StoredObject } from '#lib/sandbox/cloud/s3/objects';

/** Amazon S3, REST-XML with the bucket in the path, as far as code packages and exports need it. */
export class S3Service implements Service {
  readonly name = 's3';
  readonly denial = 'AccessDenied';

  constructor(private readonly objects: Objects) {}

  claims({ signedFor }: WireRequest): boolean {
    return signedFor === 's3';
  }

  identify({ method, path, query }: WireRequest): Call {
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
    const input = { ...Object.fromEntries(query), Bucket: bucket, Key: decodeURIComponent(key) };
    if (bucket === '') return { operation: 'ListBuckets', input };
    const verbs: Record<string, string> =
      key === ''
        ? { GET: 'ListObjectsV2', PUT: 'CreateBucket', HEAD: 'HeadBucket' }
        : { GET: 'GetObject', PUT: 'PutObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' };
    return { operation: verbs[method] ?? `${method} ${path}`, input };
  }

  operate({ operation, input }: Call, request: WireRequest): WireAnswer {
    const bucket = String(input.Bucket);
    const key = String(input.Key);
    if (operation === 'ListBuckets') return this.listBuckets();
    if (operation === 'CreateBucket') return this.createBucket(bucket);
    if (!this.objects.buckets.get(bucket)) {
      throw new WireError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket });
    }
    if (operation === 'HeadBucket') return answer('');
    if (operation === 'ListObjectsV2') return answer(listObjects(this.objects, bucket, request.query));
    if (operation === 'PutObject') return this.put(bucket, key, request);
    if (operation === 'DeleteObject') {
      this.objects.delete(bucket, key);
      return { status: 204, headers: {}, body: '' };
    }
    const object = this.objects.find(bucket, key);
    if (!object) throw new WireError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
    if (operation === 'HeadObject') return { status: 200, headers: headersOf(object), body: '' };
    if (operation !== 'GetObject')
      throw new WireError('NotImplemented', `${operation} is not known here.`, 501);
    return { status: 200, headers: headersOf(object), body: this.objects.world.blobs.get(object.blob) };
  }

  refuse({ type, message, status, extra }: WireError): WireAnswer {
    return { ...answer(xml('Error', { Code: type, Message: message, ...extra })), status };
  }

  throttled(): WireError {
    return new WireError('SlowDown', 'Please reduce your request rate.', 503);
  }

  private listBuckets(): WireAnswer {
    const buckets = this.objects.buckets.list().map(({ name, createdAt }) => ({
      Name: name,
      CreationDate: new Date(createdAt).toISOString(),
    }));
    return answer(xml('ListAllMyBucketsResult', { Buckets: { Bucket: buckets } }));
  }

  private createBucket(name: string): WireAnswer {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
      throw new WireError('InvalidBucketName', 'The specified bucket is not valid.');
    }
    if (this.objects.buckets.get(name)) {
      throw new WireError('BucketAlreadyOwnedByYou', 'You already own that bucket.', 409);
    }
    this.objects.buckets.put(name, { name, createdAt: this.objects.world.now() });
    return { status: 200, headers: { location: `/${name}` }, body: '' };
  }

  private put(bucket: string, key: string, request: WireRequest): WireAnswer {
    if (request.headers['if-none-match'] === '*' && this.objects.find(bucket, key)) {
      const message = 'At least one of the pre-conditions you specified did not hold';
      throw new WireError('PreconditionFailed', message, 412);
    }
    const bytes = decodeBody(request);
    const metadata = Object.entries(request.headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]);
    const object: StoredObject = {
      bucket,
      key,
      blob: this.objects.world.blobs.put(bytes),
      size: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
      contentType: request.headers['content-type'] ?? 'application/octet-stream',
      metadata: Object.fromEntries(metadata),
      modifiedAt: this.objects.world.now(),
    };
    this.objects.put(object);
    return { status: 200, headers: { etag: `"${object.etag}"` }, body: '' };
  }
}

function answer(body: string): WireAnswer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function headersOf(object: StoredObject): Record<string, string> {
  const metadata = Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  return {
    'content-type': object.contentType,
    'content-length': String(object.size),
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    etag: `"${object.etag}"`,
    ...Object.fromEntries(metadata),
  };
}
