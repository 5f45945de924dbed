import type { WASocket } from '@whiskeysockets/baileys';
import type { LineState } from '../channel.js';
import { requestCode } from './linking.js';
import type { After } from './watchdogs.js';

export interface OfferDeps {
  readonly after: After;
  /** For WhatsApp's answer to the request for a code; and for a code of either kind to appear. */
  readonly answerMs: number;
  readonly linkMs: number;
  readonly show: (link: NonNullable<LineState['link']>) => void;
  /** WhatsApp gave no code to type; QR codes are shown instead. */
  readonly onRefused: (error: unknown) => void;
}

/** What is offered to whoever links our number: a code to type if they named a phone, else QR codes. */
export class LinkOffer {
  readonly #deps: OfferDeps;
  #phone: string | undefined;
  /** Tells the sockets apart: what comes late from an earlier one is not shown. */
  #socket = 0;
  #hasAsked = false;
  #settle: (error?: Error) => void = () => undefined;

  constructor(deps: OfferDeps, phone?: string) {
    this.#deps = deps;
    this.#phone = phone;
  }

  /** From now on for this phone, or by QR codes. Resolves when there is something to show. */
  wanted(phone: string | undefined): Promise<void> {
    this.failed(new Error('Linking was begun anew.'));
    this.#phone = phone;
    return new Promise((resolve, reject) => {
      const late = (): void => this.#settle(new Error('WhatsApp offers no code: the line is down.'));
      const cancel = this.#deps.after(this.#deps.linkMs, late);
      this.#settle = (error) => {
        this.#settle = () => undefined;
        cancel();
        if (error === undefined) resolve();
        else reject(error);
      };
    });
  }

  /** Whoever waits for something to show learns that nothing will come. */
  failed(error: Error): void {
    this.#settle(error);
  }

  /** A new socket: it needs a code of its own. */
  newSocket(): void {
    this.#socket += 1;
    this.#hasAsked = false;
  }

  /** WhatsApp offers a QR code. */
  async qr(sock: WASocket, content: string): Promise<void> {
    if (this.#phone === undefined) return this.#show({ qr: content });
    if (this.#hasAsked) return;
    this.#hasAsked = true;
    const { after, answerMs, onRefused } = this.#deps;
    const socket = this.#socket;
    try {
      const code = await requestCode(sock, this.#phone, after, answerMs);
      if (socket === this.#socket) this.#show({ code });
    } catch (error) {
      if (socket !== this.#socket) return;
      this.#phone = undefined;
      onRefused(error);
      this.#settle(error as Error);
      this.#show({ qr: content });
    }
  }

  #show(link: NonNullable<LineState['link']>): void {
    this.#deps.show(link);
    this.#settle();
  }
}
