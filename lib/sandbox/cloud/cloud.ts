import { stackControls } from '#lib/sandbox/cloud/cloudformation/controls';
import { CloudFormationService } from '#lib/sandbox/cloud/cloudformation/service';
import { Stacks } from '#lib/sandbox/cloud/cloudformation/stacks';
import { surroundingsOf } from '#lib/sandbox/cloud/cloudformation/surroundings';
import { Alarms } from '#lib/sandbox/cloud/cloudwatch/alarms';
import { EventTargets } from '#lib/sandbox/cloud/cloudwatch/event-targets';
import { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { CloudWatchService } from '#lib/sandbox/cloud/cloudwatch/service';
import { Topics } from '#lib/sandbox/cloud/cloudwatch/topics';
import { DynamoDbService } from '#lib/sandbox/cloud/dynamodb/service';
import { Tables } from '#lib/sandbox/cloud/dynamodb/tables';
import { CallLog } from '#lib/sandbox/cloud/frame/call-log';
import { type Controls, frameControls } from '#lib/sandbox/cloud/frame/control';
import { Faults } from '#lib/sandbox/cloud/frame/faults';
import { Front } from '#lib/sandbox/cloud/frame/front';
import type { WireAnswer, WireRequest } from '#lib/sandbox/cloud/frame/wire';
import { World } from '#lib/sandbox/cloud/frame/world';
import type { Calling } from '#lib/sandbox/cloud/lambda/call-function';
import { lambdaControls } from '#lib/sandbox/cloud/lambda/controls';
import { Functions } from '#lib/sandbox/cloud/lambda/functions';
import { answerGateway } from '#lib/sandbox/cloud/lambda/gateway';
import { InFlight } from '#lib/sandbox/cloud/lambda/in-flight';
import { LambdaService } from '#lib/sandbox/cloud/lambda/service';
import { Life } from '#lib/sandbox/cloud/life';
import { Objects } from '#lib/sandbox/cloud/s3/objects';
import { S3Service } from '#lib/sandbox/cloud/s3/service';
import { seedDemo } from '#lib/sandbox/cloud/seed/seed-demo';
import { Principals } from '#lib/sandbox/cloud/sts/principals';
import { StsService } from '#lib/sandbox/cloud/sts/service';
import { trafficControls } from '#lib/sandbox/cloud/traffic/controls';
import { Traffic } from '#lib/sandbox/cloud/traffic/traffic';
import { troubleControls } from '#lib/sandbox/cloud/trouble/controls';
import { Troubles } from '#lib/sandbox/cloud/trouble/troubles';

interface Options {
  seed: string;
  /** Epoch milliseconds at which a clock stands that is moved by hand. */
  startsAt?: number;
}

/** The whole cloud, put together over one folder. */
export interface Cloud {
  world: World;
  front: Front;
  controls: Controls;
  life: Life;
  /** Answers a user of the functions. */
  gateway(request: WireRequest): WireAnswer;
  /** Fills it with the demo's functions, when it is empty. */
  seed(): void;
}

export function openCloud(folder: string, options: Options): Cloud {
  const world = new World(folder, options);
  const metrics = new Metrics(folder, world.now());
  const inFlight = new InFlight(metrics);
  const functions = new Functions(world);
  const objects = new Objects(world);
  const topics = new Topics(world);
  const targets = new EventTargets(world);
  const alarms = new Alarms(world, metrics, {
    changed: (...change) => targets.publish(...change),
    act: (...change) => topics.publish(...change),
  });
  const troubles = new Troubles(world);
  const calling: Calling = { functions, inFlight, metrics, troubles, behaviours: new Map() };
  const traffic = new Traffic(world, calling);
  const stacks = new Stacks(world, surroundingsOf(alarms, functions));
  const tables = new Tables(world);
  const life = new Life({ world, metrics, inFlight, traffic, alarms, stacks });
  const principals = new Principals(world);
  const common = { world, principals, faults: new Faults(), log: new CallLog(), live: () => life.live() };
  const services = [
    new LambdaService(calling, objects),
    new CloudWatchService({ world, metrics, alarms }),
    new S3Service(objects),
    new DynamoDbService(tables, objects),
    new CloudFormationService(stacks),
    new StsService(principals),
  ];
  return {
    world,
    life,
    gateway: (request) => {
      life.live();
      return answerGateway(calling, request);
    },
    seed: () => seedDemo({ functions, metrics, alarms, traffic, tables, objects, stacks }),
    front: new Front({ ...common, services }),
    controls: {
      ...frameControls(common),
      ...lambdaControls(functions),
      ...trafficControls(traffic),
      ...troubleControls(functions, troubles),
      ...topics.controls(),
      ...targets.controls(),
      ...stackControls(stacks),
      ...principals.controls(),
    },
  };
}
