import type { Difference } from '#lib/testing/moto/differing';

type Differences = Record<string, Difference>;

const PERCENTILES: Difference = {
  reason: 'a question with a percentile in it ends in an internal error',
  shows: 'CloudWatch does not answer',
};

/** Where moto 5.2.5 is not as AWS is, by service and test. */
export const DIFFERENCES = {
  lambda: {
    'that are not there are told so': {
      reason: 'it lists no versions of a function that it does not have',
      shows: 'resolved "[]" instead of rejecting',
    },
    'has a revision of its own, which each move changes': {
      reason: "an alias's revision never changes",
      shows: 'not to be',
    },
    'stays where it is under an old revision': {
      reason: 'the revision of a move is not looked at',
      shows: "to match object { outcome: 'raced' }",
    },
    'is called, and tells which version answered': {
      reason: 'without containers it does not say which version answered',
      shows: "expected null to be '3'",
    },
    'that an alias names is not deleted': {
      reason: 'the alias is left pointing at nothing',
      shows: "to match object { outcome: 'refused' }",
    },
  } satisfies Differences,
  dynamodb: {
    'in S3 take a while': {
      reason: 'they are there at once',
      shows: "to match object { status: 'IN_PROGRESS'",
    },
    'in S3 are whole, and say where they are': {
      reason: 'no manifest is named',
      shows: "expected 'nowhere' to match",
    },
    'in S3 are one for a token': {
      reason: 'each request is another export',
      shows: 'expected false to be true',
    },
    'is being made of a backup for a while': {
      reason: 'it is there at once',
      shows: 'to match object { Object (status, origin) }',
    },
    'is made of another moment': { reason: 'the moment is not looked at', shows: 'to deeply equal' },
    'is not made of a moment that is to come': {
      reason: 'the moment is not looked at',
      shows: "to match object { outcome: 'refused' }",
    },
  } satisfies Differences,
  cloudformation: {
    'carry the token of their operation': {
      reason: 'the token of an operation is forgotten',
      shows: "expected 'none' to be 'UPDATE_COMPLETE'",
    },
    'whose update failed is rolled back': {
      reason: 'no update ever fails',
      shows: "expected 'UPDATE_COMPLETE' to be 'UPDATE_FAILED'",
    },
    'that is whole is not rolled back': {
      reason: 'there is no RollbackStack: it ends in an internal error',
      shows: "to match object { outcome: 'refused' }",
    },
  } satisfies Differences,
  cloudwatch: {
    'have a point for each minute, and null where AWS has no data': PERCENTILES,
    'have the 95th percentile of durations': PERCENTILES,
    'of a function that nobody calls are null': PERCENTILES,
    'whose metric is too high is red': {
      reason: 'alarms are never evaluated',
      shows: "expected 'OK' to be 'ALARM'",
    },
  } satisfies Differences,
};
