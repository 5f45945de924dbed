/** A message as a phone of the demo shows it. */
export interface Bubble {
  readonly id: string;
  /** Written on this phone, or in its name. */
  readonly mine: boolean;
  text: string;
  readonly at: number;
  /** Of one's own: on its way, on the other side, read there. */
  tick?: Tick;
  readonly quoted?: string;
  file?: ShownFile;
  /** Whoever wrote it changed the words, or took it back. */
  became?: 'edited' | 'deleted';
  /** What is stuck to it: by whoever holds this phone, and by the other side. */
  reactions?: { readonly mine?: string; readonly theirs?: string };
}

export type Tick = 'sent' | 'delivered' | 'read';

/** A file, and where the page finds it. */
export interface ShownFile {
  readonly kind: 'picture' | 'sound' | 'document';
  readonly url: string;
  readonly name?: string;
}

export interface ChatState {
  readonly with: string;
  readonly bubbles: readonly Bubble[];
  /** Whoever is on the other side is writing. */
  readonly isTyping: boolean;
}

/** Something done to a message. `mine`: on this phone, or in its name. */
interface Doing {
  readonly id: string;
  readonly mine: boolean;
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

  /** Other words for what one said oneself. Nobody changes what the other side said, nor what is deleted. */
  edit(doing: Doing, text: string): void {
    const bubble = this.#writtenBy(doing);
    if (!bubble) return;
    bubble.text = text;
    bubble.became = 'edited';
    this.changed();
  }

  /** Takes back what one said oneself, and whatever is stuck to it. */
  erase(doing: Doing): void {
    const bubble = this.#writtenBy(doing);
    if (!bubble) return;
    bubble.text = '';
    bubble.became = 'deleted';
    delete bubble.file;
    delete bubble.reactions;
    this.changed();
  }

  /** One reaction of each side; an empty emoji takes it back. */
  react({ id, mine }: Doing, emoji: string): void {
    const bubble = this.find(id);
    if (!bubble || bubble.became === 'deleted') return;
    bubble.reactions = { ...bubble.reactions, [mine ? 'mine' : 'theirs']: emoji };
    this.changed();
  }

  typing(on: boolean): void {
    clearTimeout(this.#forgetTyping);
    this.#forgetTyping = on ? setTimeout(() => this.typing(false), TYPING_LASTS_MS) : undefined;
    this.changed();
  }

  #writtenBy({ id, mine }: Doing): Bubble | undefined {
    const bubble = this.find(id);
    return bubble?.mine === mine && bubble.became !== 'deleted' ? bubble : undefined;
  }
}
