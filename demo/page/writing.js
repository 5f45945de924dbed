import { el, nameOf } from './formatted.js';

const IDEAS = {
  customer: ['minha internet está lenta', 'quero falar com atendente'],
  agent: ['oi', '1', '/fila', '/historico', '/encerrar', '/ajuda'],
  company: ['Oi, aqui é da Conexão Clara!', '/bot'],
};
/** Who they are in the customer system: the bot asks it before it calls a person. */
const PROOF = {
  Mariana: 'Mariana, 111.444.777-35, 12/03/1985',
  Carlos: 'Carlos, 529.982.247-25, 05/11/1978',
};
const FILES = [
  ['picture', 'Foto'],
  ['sound', 'Áudio'],
  ['document', 'Documento'],
];

/** Where one writes on a phone: words, files, an answer to a message, or other words for one. */
export class Writing {
  #act;
  #id;
  #to;
  /** What is answered or edited just now. */
  #about;
  #files = [];

  /** `to` gives what says with whom one writes. */
  constructor({ id, name, role }, act, to) {
    this.#act = act;
    this.#id = id;
    this.#to = to;
    this.input = el('input', {
      ...{ name: 'text', placeholder: 'Mensagem', autocomplete: 'off', maxLength: 4000 },
      attributes: { 'aria-label': `Mensagem de ${name}` },
      onkeydown: ({ key }) => {
        if (key === 'Escape' && this.#about) this.#letGo();
      },
    });
    this.banner = el('p', { className: 'quoted', hidden: true });
    this.send = el('button', { className: 'main', textContent: 'Enviar' });
    const form = el('form', { onsubmit: (event) => this.#submit(event) }, this.input, this.send);
    this.nodes = [ideas(role, name, (text) => this.#put(text)), this.banner, form];
    if (role !== 'company') this.nodes.push(this.#attach(name));
  }

  /** `isLinked`: somebody would hear what is written. */
  enable(isLinked) {
    for (const control of [this.input, this.send, ...this.#files]) control.disabled = !isLinked;
    this.input.placeholder = isLinked ? 'Mensagem' : 'Primeiro conecte o número';
  }

  focus() {
    this.input.focus();
  }

  answer(line) {
    this.#hold({ quote: line.id }, `Em resposta a: ${nameOf(line)}`, 'Não responder a esta mensagem');
  }

  edit(line) {
    this.#hold({ edit: line.id }, `Editando: ${nameOf(line)}`, 'Não editar esta mensagem');
    this.input.value = line.text;
  }

  #hold(about, words, stopping) {
    if (this.#about?.edit) this.input.value = '';
    this.#about = about;
    const stop = el('button', {
      ...{ type: 'button', textContent: '×', onclick: () => this.#letGo() },
      attributes: { 'aria-label': stopping },
    });
    this.banner.replaceChildren(el('span', { textContent: words }), stop);
    this.banner.hidden = false;
    this.input.focus();
  }

  #letGo() {
    if (this.#about?.edit) this.input.value = '';
    this.#about = undefined;
    this.banner.hidden = true;
    this.input.focus();
  }

  #put(text) {
    this.input.value = text;
    this.input.focus();
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (text.trim() === '') return;
    const { quote, edit } = this.#about ?? {};
    this.#letGo();
    this.input.value = '';
    const wish = { phone: this.#id, text, ...this.#to() };
    const isDone = edit
      ? await this.#act('/edit', { ...wish, of: edit })
      : await this.#act('/say', { ...wish, ...(quote && { quote }) });
    if (!isDone && this.input.value === '') this.input.value = text;
  }

  #attach(name) {
    this.#files = FILES.map(([file, textContent]) =>
      el('button', { type: 'button', textContent, onclick: () => this.#sendFile(file) }),
    );
    const attributes = { role: 'group', 'aria-label': `Enviar um arquivo de ${name}` };
    return el('div', { className: 'attach', attributes }, ...this.#files);
  }

  /** What was written becomes the words below a picture; other files have none. */
  async #sendFile(file) {
    const { quote } = this.#about ?? {};
    const text = file === 'picture' && !this.#about?.edit ? this.input.value : '';
    this.#letGo();
    if (text !== '') this.input.value = '';
    await this.#act('/send', { phone: this.#id, file, text, ...(quote && { quote }) });
  }
}

function ideas(role, name, put) {
  const all = [...IDEAS[role], ...(PROOF[name] ? [PROOF[name]] : [])];
  const buttons = all.map((text) => {
    const onclick = () => put(text);
    return el('button', { type: 'button', textContent: text, onclick });
  });
  const attributes = { role: 'group', 'aria-label': 'Ideias do que escrever' };
  return el('div', { className: 'ideas', attributes }, ...buttons);
}
