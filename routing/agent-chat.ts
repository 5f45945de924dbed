/** Words of an agent that wait until it is clear whom they are for: our ids of the messages, oldest first. */
export interface WhomQuestion {
  readonly kind: 'whom';
  readonly messages: readonly string[];
  /** The tickets it may be for, by id. */
  readonly among: readonly string[];
}

/** What the desk asks before it closes a ticket; `proposed` is taken if the agent confirms it. */
export interface ClosingQuestion {
  readonly kind: 'told' | 'solved';
  readonly ticketId: string;
  /** Cut out of what was said; empty if nothing there would do. */
  readonly proposed: string;
  /** The answer to the first question, once it is given. */
  readonly told?: string;
}

/** A question of the desk that an agent has not answered yet. */
export type Question = (WhomQuestion | ClosingQuestion) & {
  /** The message that asks it. */
  readonly messageId: string;
  readonly position: number;
  readonly askedAt: string;
};

/** What the desk remembers of one agent's chat. */
export interface AgentChat {
  readonly question?: Question;
  /**
   * Numbers of the tickets that left the agent's hands without their doing and since when nothing was said to a named
   * customer: until then unnamed words may be meant for one of these.
   */
  readonly lost?: readonly number[];
}
