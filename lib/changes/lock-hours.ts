/** So long the lock of a rollback stands before it asks whether it is still needed. */
export const LOCK_HOURS = 24;
