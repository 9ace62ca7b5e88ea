import { expect, it } from 'vitest';
import { ownedAliases } from '#lib/adapters/aws/cloudformation-alias';
import type { StackResource } from '#lib/core/stacks';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function';

function resource(logicalId: string, type: string, physicalId: string): StackResource {
  return {
    logicalId,
    physicalId,
    type: `AWS::Lambda::${type}`,
    status: 'CREATE_COMPLETE',
    reason: null,
    changedAt: null,
  };
}

const LIVE = resource('Live', 'Alias', `${ARN}:orders:live`);
const NINE = resource('Nine', 'Version', `${ARN}:orders:9`);
const EIGHT = resource('Eight', 'Version', `${ARN}:orders:8`);
const OTHERS = resource('Two', 'Version', `${ARN}:orders-export:2`);
const template = (FunctionVersion: unknown) =>
  JSON.stringify({ Resources: { Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionVersion } } } });

it.each<[string, string, StackResource[], number | null]>([
  ['a number as text', template('41'), [LIVE], 41],
  ['a number', template(41), [LIVE], 41],
  ['$LATEST', template('$LATEST'), [LIVE], null],
  ['a parameter', template({ Ref: 'LiveVersion' }), [LIVE], 12],
  ['a parameter that is not there', template({ Ref: 'Nothing' }), [LIVE], null],
  ['a version of the stack', template({ 'Fn::GetAtt': ['Nine', 'Version'] }), [LIVE, NINE, EIGHT], 9],
  ['a version of the stack, as text', template({ 'Fn::GetAtt': 'Eight.Version' }), [LIVE, NINE, EIGHT], 8],
  ['a resource that is gone', template({ 'Fn::GetAtt': ['Gone', 'Version'] }), [LIVE, NINE], null],
  ['nothing', template(undefined), [LIVE, NINE], null],
  ['no resources', '{}', [LIVE], null],
  ['YAML, with one version in the stack', 'Resources:\n  Live:', [LIVE, NINE, OTHERS], 9],
  ['YAML, with two', 'Resources:\n  Live:', [LIVE, NINE, EIGHT], null],
])('%s', (_, text, resources, version) => {
  const found = ownedAliases({ template: text, resources, parameters: new Map([['LiveVersion', '12']]) });
  expect(found).toEqual([{ functionName: 'orders', alias: 'live', logicalId: 'Live', version }]);
});

it('finds none where no alias is', () => {
  expect(ownedAliases({ template: template('41'), resources: [NINE], parameters: new Map() })).toEqual([]);
});
