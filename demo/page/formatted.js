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

const FILES = { picture: 'Foto', sound: 'Áudio', document: 'Documento' };

/** What a message is called, for whoever quotes it or does something to it. */
export const nameOf = ({ text, file }) => text || (file ? (file.name ?? FILES[file.kind]) : 'mensagem');
