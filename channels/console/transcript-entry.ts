/** Who wrote something. Words typed on the company's own phone are by an agent whose id begins with `phone:`. */
export interface Voice {
  readonly kind: 'customer' | 'bot' | 'desk' | 'agent';
  readonly id?: string;
  readonly name?: string;
}

/** A message of the conversation as its reader sees it now: with its newest words, and without those taken back. */
export interface TranscriptEntry {
  readonly id: string;
  readonly position: number;
  readonly author: Voice;
  readonly text: string;
  readonly attachments: readonly {
    readonly contentType: string;
    readonly name?: string;
    readonly url?: string;
    /** What a card says in words; empty where it says nothing. Absent for files. */
    readonly card?: string;
  }[];
  readonly at: string;
  /**
   * Of what we send, how far it has come: in the outbox, given to the network, confirmed by it, on the person's device,
   * read; refused for good, or taken out of the outbox before it was sent. `received` is what the customer wrote.
   */
  readonly state: 'received' | 'queued' | 'written' | 'sent' | 'delivered' | 'read' | 'failed' | 'withdrawn';
  /** Why it was refused: the network's code. */
  readonly failure?: string;
  readonly quotes?: Quote;
  /** The words that its author replaced, oldest first. Absent where nothing was replaced. */
  readonly earlier?: readonly string[];
  /** Its author took it back, or nobody could decrypt it: there are no words to show. */
  readonly gone?: 'deleted' | 'unreadable';
  readonly reactions?: readonly Reaction[];
}

/** The message that another one answers. Without words: they were taken back, or there never were any. */
export interface Quote {
  readonly text?: string;
  /** Absent when we do not have that message. */
  readonly author?: Voice;
}

export interface Reaction {
  readonly emoji: string;
  readonly author: Voice;
}
