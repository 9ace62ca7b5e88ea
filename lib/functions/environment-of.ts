const ENVIRONMENTS = [
  'prod',
  'production',
  'staging',
  'stage',
  'preprod',
  'qa',
  'test',
  'dev',
  'development',
];

/** Where functions stand whose names say nothing. */
const NO_ENVIRONMENT = 'default';

/** The environment that a function's name says: `prod` of `careervp-prod-vpr-generator`. */
export function environmentOf(functionName: string): string {
  return functionName.split(/[-_]/).find((part) => ENVIRONMENTS.includes(part)) ?? NO_ENVIRONMENT;
}
