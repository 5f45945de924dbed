import type { Account, FakeWhatsApp, Received } from './fake-whatsapp/index.js';
import { openWhatsAppPerson, type WhatsAppPerson } from './whatsapp-person.js';

/** A human agent who works on a phone of their own. */
export interface AgentPhone extends WhatsAppPerson {
  readonly id: string;
  /** Says hello once, so that the desk knows the phone, and reads the welcome. */
  begins(): Promise<void>;
  /** Reads the offer of this ticket and accepts it by quoting it. Gives the offer. */
  accepts(number: number): Promise<Received>;
}

/** The demo desk's agents and the numbers of their phones: theirs alone, nobody else ever reads them. */
const NUMBERS: Readonly<Record<string, readonly [number: string, name: string]>> = {
  ana: ['+5511990001001', 'Aninha'],
  bia: ['+5511990001002', 'Bia L.'],
  caio: ['+5511990001003', 'caio'],
  dora: ['+5511990001004', 'Dora Nunes'],
};

export const numberOf = (id: string): string => known(id)[0];

type AgentsOfDesk = readonly (Record<string, unknown> & { readonly id: string })[];

/** Gives these agents of the desk file their own WhatsApp. */
export function withPhones(agents: AgentsOfDesk, ids: readonly string[]): void {
  for (const agent of agents)
    if (ids.includes(agent.id)) agent['accounts'] = [{ channel: 'whatsapp', person: numberOf(agent.id) }];
}

export function openAgentPhone(
  id: string,
  { server, company, now }: { server: FakeWhatsApp; company: Account; now: () => Date },
): AgentPhone {
  const [number, name] = known(id);
  const person = openWhatsAppPerson(server.customer(number, name), company, now);
  return {
    ...person,
    id,
    begins: async () => {
      await person.says('oi');
      await person.hears(/^Oi, /);
    },
    accepts: async (ticket) => {
      const offer = await person.finds(new RegExp(`atendimento #${ticket} \\(`));
      await person.quotes(offer, '1');
      await person.finds(new RegExp(`^O atendimento #${ticket} é seu`));
      return offer;
    },
  };
}

function known(id: string): readonly [string, string] {
  const one = NUMBERS[id];
  if (!one) throw new Error(`There is no phone of ${id}.`);
  return one;
}
