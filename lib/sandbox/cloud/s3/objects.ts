import type { Collection } from '#lib/sandbox/cloud/frame/store';
import type { World } from '#lib/sandbox/cloud/frame/world';

export interface StoredObject {
  bucket: string;
  key: string;
  /** SHA-256 as hex, where its bytes lie. */
  blob: string;
  size: number;
  /** MD5 as hex, without quotes. */
  etag: string;
  contentType: string;
  metadata: Record<string, string>;
  modifiedAt: number;
}

/** Buckets and what is in them. */
export class Objects {
  readonly buckets: Collection<{ name: string; createdAt: number }>;
  readonly objects: Collection<StoredObject>;

  constructor(readonly world: World) {
    this.buckets = world.store.collection('s3.buckets');
    this.objects = world.store.collection('s3.objects');
  }

  find(bucket: string, key: string): StoredObject | undefined {
    return this.objects.get(`${bucket}/${key}`);
  }

  put(object: StoredObject): void {
    this.objects.put(`${object.bucket}/${object.key}`, object);
  }

  delete(bucket: string, key: string): void {
    this.objects.delete(`${bucket}/${key}`);
  }
}
