import { behaviourOf } from '#lib/sandbox/cloud/code/behaviour';
import type { Functions } from '#lib/sandbox/cloud/lambda/functions';
import type { Version } from '#lib/sandbox/cloud/lambda/model';
import { invalid } from '#lib/sandbox/cloud/lambda/refusals';
import type { Code } from '#lib/sandbox/cloud/lambda/requests';
import type { Objects } from '#lib/sandbox/cloud/s3/objects';

type Package = Pick<Version, 'blob' | 'codeSha256' | 'codeSize'>;

/** Keeps a package that came with the call or lies in S3, and answers its hash and size. */
export function acceptCode({ world }: Functions, objects: Objects, code: Code): Package {
  const bytes = bytesOf(objects, code);
  try {
    behaviourOf(bytes);
  } catch {
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
  const blob = world.blobs.put(bytes);
  return { blob, codeSha256: Buffer.from(blob, 'hex').toString('base64'), codeSize: bytes.length };
}

function bytesOf(objects: Objects, { ZipFile, S3Bucket, S3Key }: Code): Buffer {
  const isFromS3 = S3Bucket !== undefined || S3Key !== undefined;
  if ((ZipFile !== undefined) === isFromS3) {
    throw invalid('Please provide a source for function code: a ZipFile, or S3Bucket and S3Key.');
  }
  if (ZipFile !== undefined) return Buffer.from(ZipFile, 'base64');
  const object = objects.find(S3Bucket ?? '', S3Key ?? '');
  if (!object) {
    throw invalid(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    );
  }
  return objects.world.blobs.get(object.blob);
}
