import { z } from 'zod';

/** Which piece of a list: the cursor is the id of the last row of the piece before. */
export const PageQuery = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;
