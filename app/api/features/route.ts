import { createFeature } from '#lib/adoption/commands/create-feature';
import { listFeatures } from '#lib/adoption/queries/saved-features';
import { FeatureCreation, FeaturesPage } from '#lib/adoption/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'analytics.read',
  summary: 'The defined features, by name.',
  query: FeaturesPage,
  handle: (ctx, { query }) => listFeatures(ctx, query),
});

export const POST = route({
  permission: 'features.edit',
  summary: 'Defines a feature.',
  body: FeatureCreation,
  status: 201,
  handle: (ctx, { body }) => createFeature(ctx, body),
});
