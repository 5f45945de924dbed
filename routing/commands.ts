import { z } from 'zod';

const ticketId = z.string().min(1).max(100);
const name = z.string().min(1).max(100);
/** What an agent puts on record may have so many letters. */
export const LONGEST_TEXT = 2000;
const sentence = z.string().trim().min(1).max(LONGEST_TEXT);

/** What an agent does at the desk, by a button of the console. */
export const deskCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('accept'), ticketId }),
  z.strictObject({ type: z.literal('refuse'), ticketId, reason: z.string().trim().max(2000).optional() }),
  z.strictObject({ type: z.literal('say'), ticketId, text: z.string().min(1).max(8000) }),
  // `problem`: what it was about, corrected by the agent; empty where nobody knows it.
  z.strictObject({
    ...{ type: z.literal('close'), ticketId, told: sentence, solved: sentence },
    problem: z.string().max(100).optional(),
  }),
  // Read by colleagues, never by the customer.
  z.strictObject({ type: z.literal('note'), ticketId, text: sentence }),
  // `signedOut`: nobody asked for it, the last window of the console was closed.
  z.strictObject({
    ...{ type: z.literal('presence'), available: z.boolean() },
    signedOut: z.literal(true).optional(),
  }),
  // To one of the two: an agent or a department, by id.
  z
    .strictObject({
      ...{ type: z.literal('transfer'), ticketId, note: sentence },
      ...{ agent: name.optional(), department: name.optional() },
    })
    .refine(({ agent, department }) => (agent === undefined) !== (department === undefined), {
      message: 'name an agent or a department',
      path: ['agent'],
    }),
  z.strictObject({
    ...{ type: z.literal('escalate'), ticketId, note: sentence },
    to: z.enum(['specialist', 'supervisor']),
  }),
  z.strictObject({ type: z.literal('hand-back'), ticketId, note: sentence.optional() }),
  z.strictObject({ type: z.literal('take-over'), ticketId }),
  z.strictObject({ type: z.literal('reassign'), ticketId, agent: name, note: sentence.optional() }),
]);

export type DeskCommand = z.infer<typeof deskCommand>;
