import { createStack, existing, updateStack } from '#lib/sandbox/cloud/cloudformation/change-stack';
import { describeEvent, describeResources, describeStack } from '#lib/sandbox/cloud/cloudformation/describe';
import { queryInput } from '#lib/sandbox/cloud/cloudformation/query-input';
import { DescribeStacks, OneStack, StackPage } from '#lib/sandbox/cloud/cloudformation/requests';
import type { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import {
  cancelUpdateStack,
  continueUpdateRollback,
  rollbackStack,
} from '#lib/sandbox/cloud/cloudformation/take-back';
import { parseInput } from '#lib/sandbox/cloud/frame/parse-input';
import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';
import { members, type Xml, xml } from '#lib/sandbox/cloud/frame/xml';

const PAGE = 100;

type Operation = (stacks: Stacks, input: unknown) => Xml;

const OPERATIONS: Record<string, Operation> = {
  CreateStack: (stacks, input) => ({ StackId: createStack(stacks, input).id }),
  UpdateStack: (stacks, input) => ({ StackId: updateStack(stacks, input).id }),
  RollbackStack: (stacks, input) => ({ StackId: rollbackStack(stacks, input).id }),
  CancelUpdateStack: (stacks, input) => {
    cancelUpdateStack(stacks, input);
    return undefined;
  },
  ContinueUpdateRollback: (stacks, input) => {
    continueUpdateRollback(stacks, input);
    return {};
  },
  DescribeStacks: (stacks, input) => {
    const { StackName, NextToken } = parseInput(DescribeStacks, input, 'ValidationError');
    const found = StackName === undefined ? stacks.list() : [existing(stacks, StackName)];
    return paged('Stacks', found.map(describeStack), NextToken);
  },
  DescribeStackEvents: (stacks, input) => {
    const { StackName, NextToken } = parseInput(StackPage, input, 'ValidationError');
    const { id } = existing(stacks, StackName);
    return paged('StackEvents', stacks.events(id).map(describeEvent), NextToken);
  },
  ListStackResources: (stacks, input) => {
    const { StackName, NextToken } = parseInput(StackPage, input, 'ValidationError');
    return paged('StackResourceSummaries', describeResources(existing(stacks, StackName)), NextToken);
  },
  GetTemplate: (stacks, input) => {
    const { StackName } = parseInput(OneStack, input, 'ValidationError');
    return { TemplateBody: JSON.stringify(existing(stacks, StackName).template) };
  },
};

function paged(name: string, items: Xml[], token: string | undefined): Xml {
  const from = token === undefined ? 0 : Number(token);
  const next = from + PAGE < items.length ? String(from + PAGE) : undefined;
  return { [name]: members(items.slice(from, from + PAGE)), NextToken: next };
}

/** AWS CloudFormation, Query/XML: stacks that take their time, fail, and go back from the states that allow it. */
export class CloudFormationService implements Service {
  readonly name = 'cloudformation';
  readonly denial = 'AccessDenied';

  constructor(private readonly stacks: Stacks) {}

  claims({ signedFor, method }: WireRequest): boolean {
    return signedFor === 'cloudformation' && method === 'POST';
  }

  identify({ body }: WireRequest): Call {
    const { Action, Version: _, ...input } = queryInput(new URLSearchParams(body.toString('utf8')));
    return { operation: String(Action), input };
  }

  operate({ operation, input }: Call): WireAnswer {
    const operate = OPERATIONS[operation];
    if (!operate) throw new WireError('InvalidAction', `There is no ${operation}.`);
    const result = operate(this.stacks, input);
    return this.answer(
      xml(`${operation}Response`, {
        [`${operation}Result`]: result,
        ResponseMetadata: { RequestId: this.stacks.world.random.uuid() },
      }),
    );
  }

  refuse({ type, message, status }: WireError): WireAnswer {
    const fault = status < 500 ? 'Sender' : 'Receiver';
    const body = xml('ErrorResponse', { Error: { Type: fault, Code: type, Message: message } });
    return { ...this.answer(body), status };
  }

  throttled(): WireError {
    return new WireError('Throttling', 'Rate exceeded');
  }

  private answer(body: string): WireAnswer {
    return { status: 200, headers: { 'content-type': 'text/xml' }, body };
  }
}
