import { bubble } from './bubble.js';
import { el } from './formatted.js';
import { Writing } from './writing.js';

const ROLES = { customer: 'cliente', agent: 'atendente', company: 'empresa' };
const HELP = {
  customer: 'Escreva como cliente. O bot responde e, se for preciso, chama uma pessoa.',
  agent: 'Escreva "oi" uma vez e os atendimentos chegam aqui. Com ↩ se responde a uma mensagem.',
  company: 'Quem escreve aqui assume a conversa, e o bot se cala. /bot devolve ao bot.',
};

/** A phone on the page. `act` posts a wish and says whether it came true. */
export class Phone {
  #act;
  #id;
  #role;
  #bubbles = new Map();
  #seen = new Map();
  #writing;
  /** Of the company's phone: whose chat is open, and the buttons that open them. */
  #with;
  #choices = new Map();

  constructor({ id, name, number, role }, act) {
    this.#act = act;
    this.#id = id;
    this.#role = role;
    this.lines = el('div', { className: 'lines' });
    const attributes = { role: 'log', 'aria-label': `Conversa de ${name}` };
    this.chat = el('div', { className: 'chat', tabIndex: 0, attributes }, this.lines);
    this.typing = el('p', { className: 'typing', textContent: 'digitando…', hidden: true });
    this.chooser = el('div', {
      className: 'chooser',
      attributes: { role: 'group', 'aria-label': 'Conversa com' },
    });
    this.help = el('p', { className: 'help', textContent: HELP[role] });
    const to = () => (role === 'company' ? { to: this.#with } : {});
    this.#writing = new Writing({ id, name, role }, act, to);
    const title = el('h2', { textContent: name }, el('small', { textContent: `${ROLES[role]} · ${number}` }));
    this.node = el(
      'section',
      {
        id: `phone-${id}`,
        className: `phone ${role}`,
        tabIndex: -1,
        attributes: { 'aria-label': `${name}, ${ROLES[role]}` },
      },
      ...[title, this.help, ...(role === 'company' ? [this.chooser] : [])],
      ...[this.chat, this.typing, ...this.#writing.nodes],
    );
  }

  /** Shows the phone as it is now. `isLinked`: somebody would hear what is written. `hint`: what to try here next. */
  show(state, isLinked, hint) {
    this.#writing.enable(isLinked);
    if (this.#role === 'company') this.#offerChats(state.chats);
    const chosen = this.#chosen(state.chats);
    this.chats = state.chats;
    this.isLinked = isLinked;
    this.hint = hint;
    const help = hint ? `Agora: ${hint}` : HELP[this.#role];
    if (this.help.textContent !== help) this.help.textContent = help;
    this.help.classList.toggle('next', Boolean(hint));
    this.typing.hidden = !chosen?.isTyping;
    for (const line of chosen?.bubbles ?? []) this.#showLine(line);
    this.#seen.set(chosen?.with, theirs(chosen).length);
  }

  #chosen(chats) {
    return this.#role === 'company' ? chats.find((one) => one.with === this.#with) : chats[0];
  }

  #showLine(line) {
    const known = this.#bubbles.get(line.id);
    if (known) return known.update(line);
    const made = bubble(line, this.#role === 'company' ? undefined : this.#deeds());
    this.#bubbles.set(line.id, made);
    this.lines.append(made.node);
    // Counted from the end, where the chat stays by itself however its lines grow.
    this.chat.scrollTop = 0;
  }

  #deeds() {
    const phone = this.#id;
    return {
      answer: (line) => this.#writing.answer(line),
      edit: (line) => this.#writing.edit(line),
      remove: ({ id }) => this.#act('/delete', { phone, of: id }),
      react: ({ id }, emoji) => this.#act('/react', { phone, of: id, emoji }),
    };
  }

  /** Who can be written with, and how much of theirs nobody has seen yet. */
  #offerChats(chats) {
    this.#with ??= chats[0]?.with;
    for (const chat of chats) {
      if (!this.#choices.has(chat.with)) {
        const choice = el('button', { type: 'button', onclick: () => this.#choose(chat.with) });
        this.#choices.set(chat.with, choice);
        this.chooser.append(choice);
      }
      const isShown = chat.with === this.#with;
      const unseen = isShown ? 0 : theirs(chat).length - (this.#seen.get(chat.with) ?? 0);
      const choice = this.#choices.get(chat.with);
      choice.setAttribute('aria-pressed', String(isShown));
      choice.textContent = unseen > 0 ? `${chat.with} (${unseen})` : chat.with;
    }
  }

  #choose(name) {
    this.#with = name;
    this.#bubbles.clear();
    this.lines.replaceChildren();
    this.show({ chats: this.chats }, this.isLinked, this.hint);
    this.#writing.focus();
  }
}

const theirs = (chat) => (chat?.bubbles ?? []).filter(({ mine }) => !mine);
