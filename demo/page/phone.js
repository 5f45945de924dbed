import { bubble, el } from './bubble.js';

const ROLES = { customer: 'cliente', agent: 'atendente', company: 'empresa' };
const HELP = {
  customer: 'Escreva como cliente. O bot responde e, se for preciso, chama uma pessoa.',
  agent:
    'Escreva "oi" uma vez e os atendimentos chegam aqui. 1 aceita, 2 recusa; o que se escreve depois vai ao cliente.',
  company: 'Quem escreve aqui assume a conversa, e o bot se cala. /bot devolve ao bot.',
};
const IDEAS = {
  customer: ['minha internet está lenta', 'quero falar com atendente'],
  agent: ['oi', '1', '/encerrar o que foi dito; o que resolveu'],
  company: ['Oi, aqui é da Conexão Clara!', '/bot'],
};
/** Who they are in the customer system: the bot asks it before it calls a person. */
const PROOF = {
  Mariana: 'Mariana, 111.444.777-35, 12/03/1985',
  Carlos: 'Carlos, 529.982.247-25, 05/11/1978',
};

/** A phone on the page. `act` posts a wish and says whether it came true. */
export class Phone {
  #act;
  #id;
  #role;
  #bubbles = new Map();
  #quote;
  #seen = new Map();
  /** Of the company's phone: whose chat is open, and the buttons that open them. */
  #with;
  #choices = new Map();

  constructor({ id, name, number, role }, act) {
    this.#act = act;
    this.#id = id;
    this.#role = role;
    this.chat = el('div', {
      className: 'chat',
      tabIndex: 0,
      attributes: { role: 'log', 'aria-label': `Conversa de ${name}` },
    });
    this.typing = el('p', { className: 'typing', textContent: 'digitando…', hidden: true });
    this.chooser = el('div', {
      className: 'chooser',
      attributes: { role: 'group', 'aria-label': 'Conversa com' },
    });
    this.input = el('input', {
      ...{ name: 'text', placeholder: 'Mensagem', autocomplete: 'off', maxLength: 4000 },
      attributes: { 'aria-label': `Mensagem de ${name}` },
    });
    this.quoted = el('p', { className: 'quoted', hidden: true });
    this.send = el('button', { className: 'main', textContent: 'Enviar' });
    this.picture = el('button', { type: 'button', textContent: 'Foto', onclick: () => this.#sendPicture() });
    this.ideas = el('div', {
      className: 'ideas',
      attributes: { role: 'group', 'aria-label': 'Ideias do que escrever' },
    });
    this.#offerIdeas(name);
    const form = el('form', { onsubmit: (event) => this.#submit(event) }, this.input);
    if (role === 'customer') form.append(this.picture);
    form.append(this.send);
    const title = el('h2', { textContent: name }, el('small', { textContent: `${ROLES[role]} · ${number}` }));
    this.node = el(
      'section',
      {
        id: `phone-${id}`,
        className: `phone ${role}`,
        tabIndex: -1,
        attributes: { 'aria-label': `${name}, ${ROLES[role]}` },
      },
      ...[title, el('p', { className: 'help', textContent: HELP[role] })],
      ...(role === 'company' ? [this.chooser] : []),
      ...[this.chat, this.typing, this.ideas, this.quoted, form],
    );
  }

  /** Shows the phone as it is now. `isLinked`: somebody would hear what is written. */
  show(state, isLinked) {
    for (const control of [this.input, this.send, this.picture]) control.disabled = !isLinked;
    this.input.placeholder = isLinked ? 'Mensagem' : 'Primeiro conecte o número';
    if (this.#role === 'company') this.#offerChats(state.chats);
    const chosen = this.#chosen(state.chats);
    this.chats = state.chats;
    this.isLinked = isLinked;
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
    const made = bubble(line, this.#role === 'company' ? undefined : (one) => this.#answer(one));
    this.#bubbles.set(line.id, made);
    this.chat.append(made.node);
    this.chat.scrollTop = this.chat.scrollHeight;
    made.node
      .querySelector('img')
      ?.addEventListener('load', () => (this.chat.scrollTop = this.chat.scrollHeight));
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
    this.chat.replaceChildren();
    this.show({ chats: this.chats }, this.isLinked);
    this.input.focus();
  }

  #answer(line) {
    this.#quote = line.id;
    const stop = el('button', {
      type: 'button',
      textContent: '×',
      onclick: () => this.#stopAnswering(),
      attributes: { 'aria-label': 'Não responder a esta mensagem' },
    });
    this.quoted.replaceChildren(el('span', { textContent: line.text || 'Foto' }), stop);
    this.quoted.hidden = false;
    this.input.focus();
  }

  #stopAnswering() {
    this.#quote = undefined;
    this.quoted.hidden = true;
    this.input.focus();
  }

  #offerIdeas(name) {
    const all = [...IDEAS[this.#role], ...(PROOF[name] ? [PROOF[name]] : [])];
    const put = (text) => () => {
      this.input.value = text;
      this.input.focus();
    };
    this.ideas.append(
      ...all.map((text) => el('button', { type: 'button', textContent: text, onclick: put(text) })),
    );
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (text.trim() === '') return;
    const quote = this.#quote;
    this.input.value = '';
    this.#stopAnswering();
    const to = this.#role === 'company' ? { to: this.#with } : {};
    const isDone = await this.#act('/say', { phone: this.#id, text, ...(quote && { quote }), ...to });
    if (!isDone && this.input.value === '') this.input.value = text;
  }

  async #sendPicture() {
    await this.#act('/picture', { phone: this.#id });
  }
}

const theirs = (chat) => (chat?.bubbles ?? []).filter(({ mine }) => !mine);
