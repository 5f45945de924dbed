import { setTimeout as pause } from 'node:timers/promises';
import { renderSVG } from 'uqr';
import type { NetworkLine, LineState } from '../channels/channel.js';
import type { Account } from '../test/support/fake-whatsapp/index.js';

const WORDS: Readonly<Record<LineState['state'], string>> = {
  connecting: 'conectando…',
  linking: 'esperando o celular da empresa ler o código',
  'catching-up': 'buscando o que chegou enquanto isso…',
  open: 'conectado',
  waiting: 'sem linha, o programa tenta de novo',
  stopped: 'parado',
};
const WHY: Readonly<Record<string, string>> = {
  unlinked: 'desconectado no celular',
  'qr-ended': 'ninguém leu o código a tempo',
};
const SHOWN = 6;
const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 100;

/** The line between the program and WhatsApp, as the page shows it. */
export class ShownLine {
  readonly #past: { readonly at: number; readonly words: string }[] = [];
  #now: LineState | undefined;
  /** The code that the phone has read last: each is good for one time. */
  #scanned: string | undefined;

  constructor(
    private readonly company: Account,
    private readonly changed: () => void,
  ) {}

  became(state: LineState): void {
    this.#now = state;
    this.changed();
    const words = wordsOf(state);
    if (words === this.#past.at(-1)?.words) return;
    this.#past.push({ at: state.since.getTime(), words });
    if (this.#past.length > SHOWN) this.#past.shift();
  }

  state(): object {
    const qr = this.#now?.link?.qr;
    const isFree = this.#now?.state === 'linking' || this.#now?.state === 'stopped';
    return {
      ...{ words: this.#now ? wordsOf(this.#now) : WORDS.connecting, past: this.#past },
      ...{ isOpen: this.#now?.state === 'open', isLinked: this.company.devices.size > 0 },
      canLink: isFree && this.company.devices.size === 0,
      ...(qr !== undefined && qr !== this.#scanned && { qr: renderSVG(qr, { border: 1 }) }),
    };
  }

  /** The company's phone scans the code that the program shows. */
  async link(line: NetworkLine): Promise<void> {
    if (this.company.devices.size > 0) throw new Error('O número já está conectado.');
    const qr = this.#fresh() ?? (await this.#askedFor(line));
    this.#scanned = qr;
    this.company.scanQr(qr);
  }

  async #askedFor(line: NetworkLine): Promise<string> {
    await line.link();
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
      const qr = this.#fresh();
      if (qr !== undefined) return qr;
      await pause(LOOK_EVERY_MS);
    }
    throw new Error('O programa ainda não mostrou um código. Tente outra vez daqui a pouco.');
  }

  #fresh(): string | undefined {
    const qr = this.#now?.link?.qr;
    return qr === this.#scanned ? undefined : qr;
  }
}

function wordsOf({ state, reason }: LineState): string {
  const why = reason === undefined ? undefined : (WHY[reason] ?? undefined);
  return why === undefined ? WORDS[state] : state === 'stopped' ? why : `${WORDS[state]} (${why})`;
}
