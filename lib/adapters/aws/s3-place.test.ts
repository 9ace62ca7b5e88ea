import { describe, expect, it } from 'vitest';
import { s3PlaceOf } from '#lib/adapters/aws/s3-place';

describe('a place in S3', () => {
  it.each([
    ['s3://packages', { bucket: 'packages', prefix: '' }],
    ['s3://packages/', { bucket: 'packages', prefix: '' }],
    ['s3://packages/flightdeck', { bucket: 'packages', prefix: 'flightdeck/' }],
    ['s3://packages/flightdeck/zips/', { bucket: 'packages', prefix: 'flightdeck/zips/' }],
  ])('%s is %j', (address, place) => {
    expect(s3PlaceOf(address)).toEqual(place);
  });
});
