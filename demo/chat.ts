/** A message as a phone of the demo shows it. */
export interface Bubble {
  readonly id: string;
  /** Written on this phone, or in its name. */
  readonly mine: boolean;
  readonly text: string;
  readonly at: number;
  /** Of one's own: on its way, on the other side, read there. */
  tick?: Tick;
  readonly quoted?: string;
  /** Where the page finds the picture. */
  readonly picture?: string;
  reaction?: string;
}

export type Tick = 'sent' | 'delivered' | 'read';

export interface ChatState {
  readonly with: string;
  readonly bubbles: readonly Bubble[];
  /** Whoever is on the other side is writing. */
  readonly isTyping: boolean;
}

const TICKS: readonly (Tick | undefined)[] = [undefined, 'sent', 'delivered', 'read'];
/** Phones forget that somebody is writing when nothing more is heard of it. */
const TYPING_LASTS_MS = 10_000;

/** What is written in one chat: each message once, and its ticks only ever go up. */
export class Chat {
  readonly #bubbles: Bubble[] = [];
  #forgetTyping: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    private readonly changed: () => void,
  ) {}

  state(): ChatState {
    return { with: this.name, bubbles: this.#bubbles, isTyping: this.#forgetTyping !== undefined };
  }

  find(id: string | undefined): Bubble | undefined {
    return this.#bubbles.find((one) => one.id === id);
  }

  add(bubble: Bubble): void {
    if (this.find(bubble.id)) return;
    this.#bubbles.push(bubble);
    if (bubble.mine) this.changed();
    else this.typing(false);
  }

  tick(id: string, tick: Tick): void {
    const bubble = this.find(id);
    if (!bubble?.mine || TICKS.indexOf(tick) <= TICKS.indexOf(bubble.tick)) return;
    bubble.tick = tick;
    this.changed();
  }

  react(id: string, emoji: string): void {
    const bubble = this.find(id);
    if (!bubble) return;
    bubble.reaction = emoji;
    this.changed();
  }

  typing(on: boolean): void {
    clearTimeout(this.#forgetTyping);
    this.#forgetTyping = on ? setTimeout(() => this.typing(false), TYPING_LASTS_MS) : undefined;
    this.changed();
  }
}
