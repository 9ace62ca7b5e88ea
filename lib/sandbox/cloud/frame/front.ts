import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from '#lib/sandbox/cloud/frame/call-log';
import type { Fault, Faults } from '#lib/sandbox/cloud/frame/faults';
import {
  type Call,
  type Service,
  type WireAnswer,
  WireError,
  type WireRequest,
} from '#lib/sandbox/cloud/frame/wire';
import type { World } from '#lib/sandbox/cloud/frame/world';
import { actionOf, type Principals } from '#lib/sandbox/cloud/sts/principals';

interface Parts {
  world: World;
  services: readonly Service[];
  faults: Faults;
  log: CallLog;
  principals: Principals;
  /** Brings everything that happens by itself up to the present. */
  live(): void;
}

const BEFORE = new Set<Fault['fault']>(['throttle', 'error', 'reset', 'hang', 'garbage']);

/** Where all requests arrive: finds the service, logs the call, lets faults happen, and answers. */
export class Front {
  constructor(private readonly parts: Parts) {}

  async answer(request: WireRequest, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = this.parts.services.find((one) => one.claims(request));
    if (!service) return send(response, { status: 404, headers: {}, body: 'No service here answers that.' });
    response.setHeader('x-amzn-requestid', this.parts.world.random.uuid());
    try {
      const reply = await this.serve(service, request, incoming);
      if (reply) await sendAfter(response, reply);
    } catch (error) {
      send(response, service.refuse(known(error)));
    }
  }

  /** The answer, or nothing when a fault has taken it. */
  private async serve(
    service: Service,
    request: WireRequest,
    incoming: IncomingMessage,
  ): Promise<WireAnswer | undefined> {
    const { world, log, faults, principals } = this.parts;
    if (request.accessKey === '') {
      throw new WireError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    }
    const call = service.identify(request);
    const at = new Date(world.now()).toISOString();
    const principal = principals.nameOf(request.accessKey);
    const entry = log.add({ at, service: service.name, principal, ...call });
    const fault = faults.next(service.name, call);
    if (fault) entry.fault = fault.fault;
    try {
      principals.assertAllowed(principal, actionOf(service.name, call.operation), service.denial);
      if (fault?.fault === 'hold') await faults.hold();
      if (fault && BEFORE.has(fault.fault) && !fault.isApplied) return misbehave(service, fault, incoming);
      const reply = this.operate(service, call, request);
      if (fault && fault.fault !== 'hold') return misbehave(service, fault, incoming);
      entry.status = reply.status;
      return reply;
    } catch (error) {
      const { status, type } = known(error);
      Object.assign(entry, { status, error: type });
      throw error;
    }
  }

  private operate(service: Service, call: Call, request: WireRequest): WireAnswer {
    this.parts.live();
    const reply = service.operate(call, request);
    this.parts.world.store.commit();
    return reply;
  }
}

function misbehave(service: Service, fault: Fault, incoming: IncomingMessage): WireAnswer | undefined {
  if (fault.fault === 'throttle') throw service.throttled();
  if (fault.fault === 'error') throw new WireError(fault.type, fault.message, fault.status);
  if (fault.fault === 'garbage') return { status: 200, headers: {}, body: '<<{"half": an answ' };
  if (fault.fault !== 'hang') incoming.socket.destroy();
  return undefined;
}

function known(error: unknown): WireError {
  if (error instanceof WireError) return error;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return new WireError('ServiceException', 'An internal error occurred.', 500);
}

/** Sends an answer when its time has come. */
export async function sendAfter(response: ServerResponse, reply: WireAnswer): Promise<void> {
  if (reply.afterMs) await new Promise((go) => setTimeout(go, reply.afterMs));
  send(response, reply);
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, headers).end(body);
}
