import type { NetworkLine, LineState } from '../../../channels/channel.js';

/** What a QR code would carry: whoever has it can link a device. */
export const SECRET = '2@secretReference,noiseKey==,identityKey==,advSecret==';

/** A WhatsApp line that only does what the test says, and remembers what was asked of it. */
export class FakeLine implements NetworkLine {
  /** The phones for which linking was begun; undefined: by QR code. */
  readonly asked: (string | undefined)[] = [];
  /** What the network says to the next attempt to link. */
  refusal: Error | undefined;
  #state: LineState;
  readonly #listeners = new Set<(state: LineState) => void>();

  constructor(state: Partial<LineState> = {}) {
    const since = new Date('2026-11-23T12:30:00Z');
    this.#state = { channel: 'whatsapp', account: 'main', state: 'open', since, isAlarming: false, ...state };
  }

  state(): LineState {
    return this.#state;
  }

  onChanged(listener: (state: LineState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async link(phone?: string): Promise<void> {
    this.asked.push(phone);
    if (this.refusal) throw this.refusal;
    this.becomes({ state: 'linking', link: phone === undefined ? { qr: SECRET } : { code: 'ABCD1234' } });
  }

  /** What is not named here stays, but for the reason, the link and the next try. */
  becomes(change: Partial<LineState>): void {
    const { reason: _reason, link: _link, retryAt: _retryAt, ...kept } = this.#state;
    this.#state = { ...kept, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }
}
