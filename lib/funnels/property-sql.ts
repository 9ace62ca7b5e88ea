const COLUMNS: Record<string, string> = {
  userId: 'user_id',
  sessionId: 'session_id',
  type: 'event_type',
  feature: 'feature_name',
  variant: 'variant',
  experiment: 'experiment',
};

/** `value` is the one property that is a number in the table; all others are texts there. */
export function isNumeric(property: string): boolean {
  return property === 'value';
}

/** The SQL of a property: null or empty when it is missing. It holds no `?`, so it can stand in a group by. */
export function propertySql(property: string): string {
  if (isNumeric(property)) return 'value';
  const column = COLUMNS[property];
  if (column !== undefined && Object.hasOwn(COLUMNS, property)) return column;
  // The schema keeps quotes and backslashes out of property names; apostrophes are doubled here.
  return `json_extract_scalar(properties, '$["${property.replaceAll("'", "''")}"]')`;
}
