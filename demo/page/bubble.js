/** An element with properties and children; nothing is ever read as HTML. */
export function el(tag, props = {}, ...children) {
  const { attributes = {}, ...rest } = props;
  const node = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const MARKS = { '*': 'strong', _: 'em', '~': 's' };
const FORMATTED =
  /```([\s\S]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\4(?![\p{L}\p{N}])/gu;

/** Text as WhatsApp shows it: *bold*, _italic_, ~struck~, ```monospace```, and links. */
export function formatted(text) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(FORMATTED)) {
    nodes.push(text.slice(from, found.index), shaped(found));
    from = found.index + found[0].length;
  }
  return [...nodes, text.slice(from)].filter((node) => node !== '');
}

function shaped([, block, code, link, mark, inner]) {
  if (block ?? code) return el('code', { textContent: block ?? code });
  if (link) return el('a', { href: link, target: '_blank', rel: 'noopener noreferrer', textContent: link });
  return el(MARKS[mark], {}, ...formatted(inner));
}

const TICKS = { sent: ['✓', 'enviada'], delivered: ['✓✓', 'entregue'], read: ['✓✓', 'lida'] };
const time = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' });

/** One message. `onAnswer`, where one can quote, is called with it; `update` shows what became of it. */
export function bubble(line, onAnswer) {
  const tick = el('span', { className: 'tick', attributes: { role: 'img' } });
  const reaction = el('span', { className: 'reaction' });
  const node = el('div', { className: `bubble${line.mine ? ' mine' : ''}` });
  if (line.quoted) node.append(el('blockquote', {}, ...formatted(line.quoted)));
  if (line.picture) node.append(el('img', { src: line.picture, alt: line.text ? '' : 'Foto' }));
  if (line.text) node.append(el('span', { className: 'words' }, ...formatted(line.text)));
  const meta = el('span', { className: 'meta' }, el('time', { textContent: time.format(line.at) }));
  if (line.mine) meta.append(tick);
  if (onAnswer)
    meta.append(
      el('button', {
        ...{ type: 'button', className: 'answer', textContent: '↩', title: 'Responder a esta mensagem' },
        onclick: () => onAnswer(line),
        attributes: { 'aria-label': `Responder a: ${line.text || 'foto'}` },
      }),
    );
  node.append(meta, reaction);
  const update = (now) => {
    const [sign, name] = TICKS[now.tick] ?? ['', ''];
    tick.textContent = sign;
    tick.className = `tick ${now.tick ?? ''}`;
    tick.setAttribute('aria-label', name);
    reaction.textContent = now.reaction ?? '';
    reaction.hidden = !now.reaction;
  };
  update(line);
  return { node, update };
}
