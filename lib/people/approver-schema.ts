import { z } from 'zod';

export const ProposeApproverChange = z.strictObject({ personId: z.uuid(), isApprover: z.boolean() });
export type ProposeApproverChange = z.infer<typeof ProposeApproverChange>;

export const DecideApproverChange = z.strictObject({ decision: z.enum(['confirm', 'reject']) });
export type DecideApproverChange = z.infer<typeof DecideApproverChange>;

export const ApproverChangeParams = z.object({ id: z.uuid() });

/** A change of the approver list that one admin proposed and a second one has to confirm. */
export interface ApproverChangeView {
  id: string;
  person: { id: string; name: string; email: string };
  isApprover: boolean;
  status: 'proposed' | 'confirmed' | 'rejected';
  proposedBy: { id: string; name: string };
  proposedAt: string;
  /** After this time it takes a new proposal. */
  expiresAt: string;
}
