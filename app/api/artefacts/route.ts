import { z } from 'zod';
import { AppError } from '#lib/core/errors';
import { ArtefactsQuery, ArtefactUpload } from '#lib/functions/artefact-schema';
import { receiveArtefact } from '#lib/functions/commands/receive-artefact';
import { listArtefacts } from '#lib/functions/queries/artefacts';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'production.read',
  summary: 'Deployment packages that are kept, the newest first.',
  query: ArtefactsQuery,
  handle: (ctx, { query }) => listArtefacts(ctx, query),
});

export const POST = route({
  permission: 'production.change',
  summary:
    'Keeps a deployment package (the body is the zip, up to 50 MiB) under its SHA-256; nothing is deployed.',
  query: ArtefactUpload,
  rawBody: { 'application/zip': z.string(), 'application/octet-stream': z.string() },
  status: 201,
  handle: (ctx, { query, request }) => {
    if (!request.body) throw new AppError('invalid', 'Send the bytes of the zip as the body.');
    return receiveArtefact(ctx, { ...query, body: request.body });
  },
});
