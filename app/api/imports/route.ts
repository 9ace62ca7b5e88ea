import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { receiveUpload } from '#lib/events/commands/receive-upload';
import { ImportListQuery, UploadQuery } from '#lib/events/import/schema';
import { listImports } from '#lib/events/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'events.import',
  summary: 'Imports, the newest first.',
  query: ImportListQuery,
  handle: (ctx, { query }) => listImports(ctx, query),
});

export const POST = route({
  permission: 'events.import',
  summary: 'Uploads a file of events (the body is the file, up to 2 GiB) and answers a first look at it.',
  query: UploadQuery,
  rawBody: { 'application/octet-stream': z.string() },
  status: 201,
  handle: (ctx, { query, request }) => {
    if (!request.body) throw new AppError('invalid', 'Send the bytes of the file as the body.');
    return receiveUpload(ctx, { ...query, body: request.body });
  },
});
