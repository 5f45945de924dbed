import type { JsonObject, Receive } from '../channel.js';
import { HttpProblem } from '../../http/problem.js';
import type { Me } from './api.js';
import type { Answer } from './route.js';

/** What an agent may ask of the desk; it travels as the value of a `desk.command` event. */
export type DeskCommand =
  | { readonly type: 'accept'; readonly ticketId: string }
  | { readonly type: 'refuse'; readonly ticketId: string; readonly reason?: string }
  | { readonly type: 'say'; readonly ticketId: string; readonly text: string }
  | { readonly type: 'note'; readonly ticketId: string; readonly text: string }
  | {
      readonly type: 'close';
      readonly ticketId: string;
      readonly told: string;
      readonly solved: string;
      readonly problem?: string;
    }
  | {
      readonly type: 'transfer';
      readonly ticketId: string;
      readonly note: string;
      /** One of the two. */
      readonly agent?: string;
      readonly department?: string;
    }
  | {
      readonly type: 'escalate';
      readonly ticketId: string;
      readonly to: 'specialist' | 'supervisor';
      readonly note: string;
    }
  | { readonly type: 'hand-back'; readonly ticketId: string; readonly note?: string }
  | { readonly type: 'take-over'; readonly ticketId: string }
  | { readonly type: 'reassign'; readonly ticketId: string; readonly agent: string; readonly note?: string }
  | {
      readonly type: 'presence';
      readonly available: boolean;
      /** The last session ended: whoever works in a chat as well is not away. */
      readonly signedOut?: true;
    };

export interface CommandDeps {
  readonly receive: Receive;
  readonly now: () => Date;
}

/**
 * Brings a command to the one door and waits for what became of it. A refusal is a 409 whose message is the desk's
 * sentence for the agent; the same `commandId` again does nothing anew.
 */
export async function command(
  { receive, now }: CommandDeps,
  me: Pick<Me, 'id' | 'name'>,
  commandId: string,
  value: DeskCommand,
): Promise<Answer> {
  const received = await receive({
    id: commandId,
    from: { channel: 'console', id: me.id },
    person: { id: me.id, name: me.name },
    content: { kind: 'event', name: 'desk.command', value: value satisfies JsonObject },
    sentAt: now(),
  });
  const outcome = await received.outcome;
  if (outcome.status === 'refused') throw new HttpProblem(409, 'RuleBroken', outcome.reason);
  return { body: { status: received.status === 'repeat' ? 'repeat' : 'done' } };
}
