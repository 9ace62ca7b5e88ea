/** What a person or a token may do. `approver` is no role: it is a separate mark on a person. */
export const ROLES = ['viewer', 'product', 'engineer', 'auditor', 'admin'] as const;

export type Role = (typeof ROLES)[number];
