import { expect, it } from 'vitest';
import { queryInput } from '#lib/sandbox/cloud/cloudformation/query-input';

it.each<[string, unknown]>([
  ['StackName=a', { StackName: 'a' }],
  ['Tags=', { Tags: '' }],
  ['Names.member.1=a&Names.member.2=b', { Names: ['a', 'b'] }],
  ['Names.member.10=k&Names.member.9=j', { Names: ['j', 'k'] }],
  ['P.member.1.Key=a&P.member.1.Value=1&P.member.2.Key=b', { P: [{ Key: 'a', Value: '1' }, { Key: 'b' }] }],
  ['C.Minutes=5&C.Triggers.member.1.Arn=x', { C: { Minutes: '5', Triggers: [{ Arn: 'x' }] } }],
  ['member=1', { member: '1' }],
])('%s', (form, input) => {
  expect(queryInput(new URLSearchParams(form))).toEqual(input);
});
