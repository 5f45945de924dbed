import type { Account, Contact, FakeWhatsApp } from '../test/support/fake-whatsapp/index.js';
import { Chat, type ChatState } from './chat.js';
import { showIn, type KeepFile } from './reading.js';
import type { Sample } from './samples.js';

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
  sends(kind: Sample['kind'], more: { readonly caption?: string; readonly quote?: string }): Promise<void>;
  edits(id: string, text: string): Promise<void>;
  deletes(id: string): Promise<void>;
  /** An empty emoji takes the reaction back. */
  reacts(id: string, emoji: string): Promise<void>;
}

export interface Surroundings {
  readonly changed: () => void;
  readonly keep: KeepFile;
}

export type CompanyPhone = Phone & {
  /** The person has this message of the company on their phone, and has read it. */
  readBy(person: Contact, id: string): void;
};

export const FOREVER_MS = 2 ** 31 - 1;

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
    ...{ sends: onlyWrites, edits: onlyWrites, deletes: onlyWrites, reacts: onlyWrites },
    readBy: ({ phone }, id) => {
      read.add(id);
      tickRead(phone, id);
    },
  };
}

const onlyWrites = (): Promise<never> =>
  Promise.reject(new Error('O celular da empresa só escreve nesta demonstração.'));

export const cardOf = ({ phone, name }: Account | Contact) => ({ id: phone, name, number: grouped(phone) });

/** +55 11 98765-4321 */
const grouped = (phone: string): string =>
  phone.replace(
    /^(\d\d)(\d\d)(\d+)(\d{4})$/,
    (_all, ...[country, area, first, last]: string[]) => `+${country} ${area} ${first}-${last}`,
  );

/** Takes one after the other, for as long as the program runs. */
export async function each<T>(next: () => Promise<T>, take: (one: T) => void | Promise<void>): Promise<void> {
  for (;;) await take(await next());
}
