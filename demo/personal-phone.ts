import type { Account, Contact, Received, Sent } from '../test/support/fake-whatsapp/index.js';
import { Chat, type Bubble } from './chat.js';
import {
  cardOf,
  each,
  FOREVER_MS,
  type CompanyPhone,
  type Phone,
  type Role,
  type Surroundings,
} from './phones.js';
import { showIn } from './reading.js';
import { messageWith, type Sample, type Samples } from './samples.js';

interface Owner {
  readonly contact: Contact;
  readonly role: Exclude<Role, 'company'>;
  readonly samples: Samples;
}

interface Company {
  readonly account: Account;
  readonly phone: CompanyPhone;
}

/** A phone of a customer or an agent: one chat, with the company. Whoever has the page open reads what comes. */
export class PersonalPhone implements Phone {
  readonly id: string;
  readonly #chat: Chat;

  constructor(
    private readonly owner: Owner,
    private readonly company: Company,
    private readonly around: Surroundings,
  ) {
    this.id = owner.contact.phone;
    this.#chat = new Chat(company.account.name, around.changed);
    this.#listen();
  }

  state() {
    const { contact, role } = this.owner;
    return { ...cardOf(contact), role, chats: [this.#chat.state()] };
  }

  async says(text: string, { quote }: { readonly quote?: string }): Promise<void> {
    const quoted = this.#chat.find(quote);
    const told = quoted && { id: quoted.id, mine: quoted.mine, message: { conversation: quoted.text } };
    const sent = await this.owner.contact.send(text, { ...this.#to, ...(told && { quote: told }) });
    this.#show(sent, { text, ...quotedIn(quoted) });
  }

  async sends(
    kind: Sample['kind'],
    { caption, quote }: { readonly caption?: string; readonly quote?: string },
  ): Promise<void> {
    const { contact, samples } = this.owner;
    const sample = samples[kind];
    const words = kind === 'picture' ? (caption ?? sample.caption) : undefined;
    const quoted = this.#chat.find(quote);
    const message = await messageWith(sample, contact, {
      ...(words !== undefined && { caption: words }),
      ...(quoted && { quoting: this.#quoting(quoted) }),
    });
    const sent = await contact.send(message, this.#to);
    const url = this.around.keep(sample.bytes, sample.contentType);
    const file = { kind, url, ...(sample.name !== undefined && { name: sample.name }) };
    this.#show(sent, { text: words ?? '', file, ...quotedIn(quoted) });
  }

  async edits(id: string, text: string): Promise<void> {
    this.#own(id);
    await this.owner.contact.edit(id, text, this.#to);
    this.#chat.edit({ id, mine: true }, text);
  }

  async deletes(id: string): Promise<void> {
    this.#own(id);
    await this.owner.contact.revoke(id, this.#to);
    this.#chat.erase({ id, mine: true });
  }

  async reacts(id: string, emoji: string): Promise<void> {
    const bubble = this.#chat.find(id);
    if (!bubble) throw new Error('Esta mensagem não está neste celular.');
    await this.owner.contact.react({ id, mine: !bubble.mine }, emoji, this.#to);
    this.#chat.react({ id, mine: true }, emoji);
  }

  get #to() {
    return { to: this.company.account };
  }

  #own(id: string): void {
    if (!this.#chat.find(id)?.mine) throw new Error('Só se edita ou apaga o que se escreveu neste celular.');
  }

  #quoting({ id, mine, text }: Bubble) {
    const writer = mine ? this.owner.contact : this.company.account;
    return { stanzaId: id, participant: writer.lid, quotedMessage: { conversation: text } };
  }

  #show({ id, settled }: Sent, what: Pick<Bubble, 'text' | 'quoted' | 'file'>): void {
    this.#chat.add({ id, mine: true, at: Date.now(), tick: 'sent', ...what });
    void settled.then(() => this.#chat.tick(id, 'delivered'));
  }

  #listen(): void {
    const { contact } = this.owner;
    void each(
      () => contact.nextMessage(FOREVER_MS),
      (message) => this.#hear(message),
    );
    void each(
      () => contact.nextReceipt('read', FOREVER_MS),
      ({ ids }) => ids.forEach((id) => this.#chat.tick(id, 'read')),
    );
    void each(
      () => contact.nextState(FOREVER_MS),
      ({ state }) => this.#chat.typing(state === 'composing'),
    );
  }

  async #hear(message: Received): Promise<void> {
    const { contact } = this.owner;
    await showIn(this.#chat, message, { mine: false, keep: this.around.keep });
    contact.read(message);
    this.company.phone.readBy(contact, message.id);
  }
}

const FILE_NAMES: Readonly<Record<Sample['kind'], string>> = {
  ...{ picture: 'Foto', sound: 'Áudio', document: 'Documento' },
};

/** The quoted words, or what stands for them. */
function quotedIn(quoted: Bubble | undefined): Pick<Bubble, 'quoted'> {
  if (!quoted) return {};
  const { text, file } = quoted;
  return { quoted: text !== '' || !file ? text : (file.name ?? FILE_NAMES[file.kind]) };
}
