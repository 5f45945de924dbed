import type { Account, Contact, FakeWhatsApp, Received } from '../test/support/fake-whatsapp/index.js';
import { Chat, type ChatState } from './chat.js';
import { showIn, type KeepPicture } from './reading.js';

export interface PhoneState {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly role: Role;
  /** Only the company writes with several people. */
  readonly chats: readonly ChatState[];
}

export type Role = 'customer' | 'agent' | 'company';

/** A phone on the page. What cannot be done rejects with the sentence the operator reads. */
export interface Phone {
  readonly id: string;
  state(): PhoneState;
  says(text: string, more: { readonly to?: string; readonly quote?: string }): Promise<void>;
  sendsPicture(): Promise<void>;
}

export interface Surroundings {
  readonly changed: () => void;
  readonly keep: KeepPicture;
  /** What a customer might photograph, and what they write below it. */
  readonly photo: { readonly bytes: Buffer; readonly caption: string };
}

export type CompanyPhone = Phone & {
  /** The person has this message of the company on their phone, and has read it. */
  readBy(person: Contact, id: string): void;
};

const FOREVER_MS = 2 ** 31 - 1;

/** A phone of a customer or an agent: one chat, with the company. Whoever has the page open reads what comes. */
export function personalPhone(
  contact: Contact,
  role: Role,
  company: { readonly account: Account; readonly phone: CompanyPhone },
  { changed, keep, photo }: Surroundings,
): Phone {
  const to = company.account;
  const chat = new Chat(to.name, changed);
  const own = (
    id: string,
    settled: Promise<void>,
    what: { text: string; quoted?: string; picture?: string },
  ) => {
    chat.add({ id, mine: true, at: Date.now(), tick: 'sent', ...what });
    void settled.then(() => chat.tick(id, 'delivered'));
  };
  const hear = async (message: Received) => {
    await showIn(chat, message, { mine: false, keep });
    contact.read(message);
    company.phone.readBy(contact, message.id);
  };
  void each(() => contact.nextMessage(FOREVER_MS), hear);
  void each(
    () => contact.nextReceipt('read', FOREVER_MS),
    ({ ids }) => ids.forEach((id) => chat.tick(id, 'read')),
  );
  void each(
    () => contact.nextState(FOREVER_MS),
    ({ state }) => chat.typing(state === 'composing'),
  );
  return {
    id: contact.phone,
    state: () => ({ ...cardOf(contact), role, chats: [chat.state()] }),
    says: async (text, { quote }) => {
      const quoted = chat.find(quote);
      const told = quoted && { id: quoted.id, mine: quoted.mine, message: { conversation: quoted.text } };
      const { id, settled } = await contact.send(text, { to, ...(told && { quote: told }) });
      own(id, settled, { text, ...(quoted && { quoted: quoted.text }) });
    },
    sendsPicture: async () => {
      const { id, settled } = await contact.sendImage(photo.bytes, photo.caption, { to });
      own(id, settled, { text: photo.caption, picture: keep(photo.bytes) });
    },
  };
}

/** The company's own phone: it shows every chat, and what is typed on it is a person taking that chat over. */
export function companyPhone(
  company: Account,
  { server, people }: { readonly server: FakeWhatsApp; readonly people: readonly Contact[] },
  { changed, keep }: Surroundings,
): CompanyPhone {
  const chats = new Map(people.map((person) => [person.phone, new Chat(person.name, changed)]));
  void each(
    () => company.handsetInbox.next(FOREVER_MS),
    async (message) => {
      const mine = message.chat !== undefined;
      const person = mine ? server.find(message.chat ?? '')?.user : message.from;
      const chat = chats.get(person?.phone ?? '');
      if (chat) await showIn(chat, message, { mine, keep });
    },
  );
  const read = new Set<string>();
  const tickRead = (phone: string, id: string): void => {
    if (read.has(id)) chats.get(phone)?.tick(id, 'read');
  };
  return {
    id: company.phone,
    state: () => ({
      ...{ ...cardOf(company), role: 'company' },
      chats: [...chats.values()].map((chat) => chat.state()),
    }),
    says: async (text, { to }) => {
      const person = people.find(({ name }) => name === to);
      if (!person) throw new Error('Escolha primeiro com quem falar.');
      const id = await company.typeOnHandset(person, text);
      chats.get(person.phone)?.add({ id, mine: true, text, at: Date.now(), tick: 'sent' });
      tickRead(person.phone, id);
    },
    sendsPicture: async () => {
      throw new Error('O celular da empresa não manda fotos nesta demonstração.');
    },
    readBy: ({ phone }, id) => {
      read.add(id);
      tickRead(phone, id);
    },
  };
}

const cardOf = ({ phone, name }: Account | Contact) => ({ id: phone, name, number: grouped(phone) });

/** +55 11 98765-4321 */
const grouped = (phone: string): string =>
  phone.replace(
    /^(\d\d)(\d\d)(\d+)(\d{4})$/,
    (_all, ...[country, area, first, last]: string[]) => `+${country} ${area} ${first}-${last}`,
  );

/** Takes one after the other, for as long as the program runs. */
async function each<T>(next: () => Promise<T>, take: (one: T) => void | Promise<void>): Promise<void> {
  for (;;) await take(await next());
}
