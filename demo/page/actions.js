import { el, nameOf } from './formatted.js';

const EMOJIS = ['👍', '❤️', '😂', '🙏'];

/**
 * The buttons of a message, and the little group that one of them opens. `now` gives the message as it is; `update` is
 * told when it changed.
 */
export function actions(now, on) {
  const { group, more, open } = opening();
  const button = (textContent, act) =>
    el('button', {
      ...{ type: 'button', textContent },
      onclick: () => {
        open(false);
        more.focus();
        act();
      },
    });
  const answer = el('button', {
    ...{ type: 'button', className: 'small', textContent: '↩', title: 'Responder a esta mensagem' },
    onclick: () => on.answer(now()),
  });
  const emojis = EMOJIS.map((emoji) => button(emoji, () => on.react(now(), isOn(now(), emoji) ? '' : emoji)));
  const edit = button('Editar', () => on.edit(now()));
  const remove = button('Apagar', () => on.remove(now()));
  group.append(...emojis, edit, remove);
  const update = (line) => {
    const isGone = line.became === 'deleted';
    if (isGone) open(false);
    answer.hidden = more.hidden = isGone;
    edit.hidden = !line.mine || Boolean(line.file);
    remove.hidden = !line.mine;
    label(answer, `Responder a: ${nameOf(line)}`);
    label(more, `Mais sobre: ${nameOf(line)}`);
    label(group, `O que fazer com: ${nameOf(line)}`);
    emojis.forEach((one, at) => {
      label(one, `Reagir com ${EMOJIS[at]}`);
      one.setAttribute('aria-pressed', String(isOn(line, EMOJIS[at])));
    });
  };
  return { buttons: [answer, more], group, update };
}

/** A group that one button opens and closes, and Escape closes. */
function opening() {
  const group = el('div', { className: 'actions', hidden: true, attributes: { role: 'group' } });
  const more = el('button', {
    ...{ type: 'button', className: 'small', textContent: '⋯', title: 'Reagir, editar, apagar' },
    onclick: () => open(group.hidden),
    attributes: { 'aria-expanded': 'false' },
  });
  const open = (isOpen) => {
    group.hidden = !isOpen;
    more.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) group.scrollIntoView({ block: 'nearest' });
  };
  group.onkeydown = ({ key }) => {
    if (key !== 'Escape') return;
    open(false);
    more.focus();
  };
  return { group, more, open };
}

const label = (node, text) => node.setAttribute('aria-label', text);
const isOn = ({ reactions }, emoji) => reactions?.mine === emoji;
