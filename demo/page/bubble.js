import { actions } from './actions.js';
import { el, formatted } from './formatted.js';

const TICKS = { sent: ['✓', 'enviada'], delivered: ['✓✓', 'entregue'], read: ['✓✓', 'lida'] };
// The times that agents read are those of the desk.
const time = new Intl.DateTimeFormat('pt-BR', {
  ...{ hour: '2-digit', minute: '2-digit' },
  timeZone: 'America/Sao_Paulo',
});

/**
 * One message. `on`, where something can be done to it, has answer, edit, remove and react, each called with the message
 * as it is then. `update` shows what became of it.
 */
export function bubble(line, on) {
  let now = line;
  let drawn;
  const node = el('div', { className: `bubble${line.mine ? ' mine' : ''}` });
  const content = el('div', { className: 'content' });
  const edited = el('span', { className: 'edited', textContent: 'editada' });
  const tick = el('span', { className: 'tick', attributes: { role: 'img' } });
  const meta = el('span', { className: 'meta' }, edited, el('time', { textContent: time.format(line.at) }));
  if (line.mine) meta.append(tick);
  const doing = on && actions(() => now, on);
  if (doing) meta.append(...doing.buttons);
  const reactions = el('div', { className: 'reactions' });
  node.append(content, meta, ...(doing ? [doing.group] : []), reactions);
  const update = (state) => {
    now = state;
    const { text, became, file, reactions: stuck = {} } = state;
    const drawing = JSON.stringify([text, became, file]);
    if (drawing !== drawn) content.replaceChildren(...parts(state));
    drawn = drawing;
    edited.hidden = became !== 'edited';
    const [sign, name] = TICKS[state.tick] ?? ['', ''];
    tick.textContent = sign;
    tick.className = `tick ${state.tick ?? ''}`;
    tick.setAttribute('aria-label', name);
    tick.hidden = became === 'deleted' || sign === '';
    reactions.replaceChildren(...[stuck.theirs, stuck.mine].filter(Boolean).map(stuckOn));
    doing?.update(state);
  };
  update(line);
  return { node, update };
}

const stuckOn = (emoji) =>
  el('span', {
    className: 'reaction',
    textContent: emoji,
    attributes: { role: 'img', 'aria-label': `Reação ${emoji}` },
  });

function parts({ text, became, file, quoted, mine }) {
  if (became === 'deleted') {
    const words = mine ? 'Você apagou esta mensagem' : 'Esta mensagem foi apagada';
    return [el('em', { className: 'deleted', textContent: words })];
  }
  return [
    ...(quoted ? [el('blockquote', {}, ...formatted(quoted))] : []),
    ...(file ? [shownFile(file, text)] : []),
    ...(text ? [el('span', { className: 'words' }, ...formatted(text))] : []),
  ];
}

function shownFile({ kind, url, name }, text) {
  if (kind === 'picture') return el('img', { src: url, alt: text ? '' : 'Foto' });
  if (kind === 'sound')
    return el('audio', {
      src: url,
      controls: true,
      preload: 'metadata',
      attributes: { 'aria-label': 'Áudio' },
    });
  return el('a', { className: 'file', href: url, download: name ?? '', textContent: name ?? 'Documento' });
}
