import { RemoteError } from '#lib/core/fetch-json';

export interface UploadOptions {
  /** Of the bytes, 0 to 1. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends a file to our own API as it is, and answers the JSON. XMLHttpRequest, because fetch does not say how much of a
 * body has been sent.
 *
 * @throws RemoteError; the signal's reason when it was aborted.
 */
export function uploadFile<T>(path: string, file: File, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => options.onProgress?.(event.loaded / Math.max(event.total, 1));
    request.onload = () => {
      if (request.status < 300) resolve(request.response as T);
      else reject(new RemoteError(request.response?.code ?? 'internal', request.response ?? {}));
    };
    request.onerror = () =>
      reject(
        new RemoteError('unavailable', { detail: 'The upload broke off. Nothing was stored; try again.' }),
      );
    request.onabort = () => reject(options.signal?.reason);
    options.signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
