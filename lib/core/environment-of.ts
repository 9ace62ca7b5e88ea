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

/** Where things stand whose names say nothing. */
const NO_ENVIRONMENT = 'default';

/** The environment that the name of a function or stack says: `prod` of `careervp-prod-vpr-generator`. */
export function environmentOf(name: string): string {
  return name.split(/[-_]/).find((part) => ENVIRONMENTS.includes(part)) ?? NO_ENVIRONMENT;
}
