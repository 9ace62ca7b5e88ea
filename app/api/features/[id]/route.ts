import { deleteFeature } from '#lib/adoption/commands/delete-feature';
import { updateFeature } from '#lib/adoption/commands/update-feature';
import { getFeature } from '#lib/adoption/queries/saved-features';
import { FeatureParams, FeatureUpdate } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'One defined feature.',
  params: FeatureParams,
  handle: (ctx, { params }) => getFeature(ctx, params.id),
});

export const PUT = route({
  permission: 'features.edit',
  summary: 'Replaces a feature; refused when somebody saved a newer version than the edit was made from.',
  params: FeatureParams,
  body: FeatureUpdate,
  handle: (ctx, { params, body }) => updateFeature(ctx, params.id, body),
});

export const DELETE = route({
  permission: 'features.edit',
  summary: 'Deletes the definition of a feature, not its events.',
  params: FeatureParams,
  handle: (ctx, { params }) => deleteFeature(ctx, params.id),
});
