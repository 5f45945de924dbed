import type { TicketDetail, TranscriptEntry } from '../../../channels/console/api.js';
import type { ConsoleAgent } from '../../support/console-agent.js';
import type { SendOptions, Sent } from '../../support/fake-whatsapp/index.js';
import type { WhatsAppPerson } from '../../support/whatsapp-person.js';
import {
  openWhatsAppWorld,
  type WhatsAppWorld,
  type WhatsAppWorldOptions,
} from '../../support/whatsapp-world.js';

/** The company on WhatsApp, and what its own phone and its team do there. */
export interface Scene extends WhatsAppWorld {
  /** What every phone writes on a message: to whom, and the world's time. */
  stamp(more?: SendOptions): SendOptions;
  /** The owner types to this person on the company's phone. Resolves when our program has confirmed its copy. */
  types(to: WhatsAppPerson, text: string): Promise<Sent>;
  /** This person asks for a human, and this agent accepts. */
  servedBy(agent: ConsoleAgent, person: WhatsAppPerson): Promise<string>;
  /** The program is stopped for so long, this happens at the end of that, and it is back. */
  away(seconds: number, meanwhile: () => Promise<unknown>): Promise<void>;
}

export async function openScene(options: WhatsAppWorldOptions = {}): Promise<Scene> {
  const place = await openWhatsAppWorld(options);
  const { world, company, server } = place;
  const seconds = () => Math.floor(world.now().getTime() / 1000);
  return {
    ...place,
    stamp: (more = {}) => ({ to: company, t: seconds(), ...more }),
    types: async (to, text) => {
      const id = `TYPED${++typed}`;
      const settled = server.whenSettled(id);
      await company.typeOnHandset(to.phone, text, { id, t: seconds() });
      return { id, settled };
    },
    servedBy: async (agent, person) => {
      await (
        await person.says('quero falar com um atendente')
      ).settled;
      await person.hears(/vou chamar uma pessoa/);
      await person.hears(new RegExp(`^Chamei ${agent.me.name.split(' ')[0]}`));
      const { id } = await agent.seesOffer();
      await agent.accepts(id);
      await person.hears(/^Você agora fala com/);
      return id;
    },
    away: async (gone, meanwhile) => {
      await world.stopsFor(gone, meanwhile);
      await place.line('open');
    },
  };
}
let typed = 0;

const PATIENCE_MS = 8000;

/** Looks until it is there. */
export async function soon<T>(look: () => Promise<T | undefined> | T | undefined, what = 'it'): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((go) => setTimeout(go, 20));
  }
  throw new Error(`Waited ${PATIENCE_MS} ms for ${what}.`);
}

/** The newest entry of a ticket with these words, once it looks like this. */
export const shown = (
  agent: ConsoleAgent,
  ticketId: string,
  text: string,
  fits: (entry: TranscriptEntry) => boolean = () => true,
): Promise<TranscriptEntry> =>
  soon(async () => {
    const { transcript } = await agent.ticket(ticketId);
    return transcript.findLast((entry) => entry.text === text && fits(entry));
  }, `"${text}" to look so`);

/** Every ticket the team has seen, oldest first, as this agent may read it. */
export async function ticketsSeenBy(agent: ConsoleAgent): Promise<readonly TicketDetail[]> {
  const { mine, queue, others } = await agent.board();
  const all = [...mine, ...queue, ...others].sort((one, other) => one.number - other.number);
  return Promise.all(all.map(({ id }) => agent.ticket(id)));
}
