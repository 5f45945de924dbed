import { el } from './formatted.js';
import { Phone } from './phone.js';
import { tourOf } from './tour.js';

const at = (id) => document.getElementById(id);
const ENDED = 'A demonstração não responde. Se ela terminou, comece de novo com npm run demo:whatsapp.';

/** Says what went wrong, until something goes right. */
function complain(text) {
  at('error').textContent = text ?? '';
  at('error').hidden = !text;
}

/** Asks the demo to do something; says whether it was done. */
async function act(path, wish = {}) {
  try {
    const answer = await fetch(path, { method: 'POST', body: JSON.stringify(wish) });
    complain(answer.ok ? undefined : await answer.text());
    return answer.ok;
  } catch {
    complain(ENDED);
    return false;
  }
}

let steps;

function showTour(tour, { console: { url, passwords } }) {
  if (!steps) {
    steps = tour.steps.map(({ text }) => el('li', { textContent: text }));
    at('steps').append(...steps);
  }
  tour.steps.forEach(({ isDone, isNext }, nth) => {
    steps[nth].classList.toggle('done', isDone);
    steps[nth].classList.toggle('next', isNext);
    if (isNext) steps[nth].setAttribute('aria-current', 'step');
    else steps[nth].removeAttribute('aria-current');
  });
  if (at('console').childElementCount > 0) return;
  const first = passwords.find(({ agentId }) => agentId === 'ana') ?? passwords[0];
  at('console').append(
    'Atendentes também podem usar o ',
    el('a', { href: url, target: '_blank', rel: 'noopener', textContent: 'console' }),
    ...(first
      ? [
          ': entre como ',
          el('code', { textContent: first.agentId }),
          ' com a senha inicial ',
          el('code', { textContent: first.password }),
          '.',
        ]
      : ['.']),
  );
}

const clock = new Intl.DateTimeFormat('pt-BR', { timeStyle: 'medium', timeZone: 'America/Sao_Paulo' });
let shownQr;

function showLine({ words, isOpen, isLinked, canLink, qr, past }) {
  if (at('line').textContent !== `Linha: ${words}`) at('line').textContent = `Linha: ${words}`;
  at('line').className = isOpen ? 'open' : isLinked ? 'down' : '';
  at('link').hidden = !canLink;
  if (qr !== shownQr) {
    shownQr = qr;
    const image =
      qr && el('img', { src: `data:image/svg+xml,${encodeURIComponent(qr)}`, alt: 'Código QR do programa' });
    at('qr').replaceChildren(...(image ? [image] : []));
  }
  at('past').replaceChildren(
    ...[...past]
      .reverse()
      .map((one) => el('li', {}, el('time', { textContent: clock.format(one.at) }), ` ${one.words}`)),
  );
}

const troubleButtons = new Map();

function showTroubles({ all, notice }, isLinked) {
  for (const { id, label, isOn } of all) {
    if (!troubleButtons.has(id)) {
      const button = el('button', {
        type: 'button',
        textContent: label,
        onclick: () => act('/trouble', { trouble: id }),
      });
      troubleButtons.set(id, button);
      at('troubles').append(button);
    }
    const button = troubleButtons.get(id);
    button.disabled = !isLinked;
    button.setAttribute('aria-pressed', String(isOn));
  }
  if (at('notice').textContent !== (notice ?? '')) at('notice').textContent = notice ?? '';
}

const phones = new Map();

function showPhones(states, isLinked, tour) {
  for (const state of states) {
    if (!phones.has(state.id)) {
      const phone = new Phone(state, act);
      phones.set(state.id, phone);
      at('phones').append(phone.node);
      at('jump').append(
        el('a', {
          href: `#phone-${state.id}`,
          textContent: state.role === 'company' ? 'Empresa' : state.name,
        }),
      );
    }
    phones.get(state.id).show(state, isLinked, tour.hintFor(state.name));
  }
}

// On a small screen the phones would be far below it.
at('bad-luck').open = window.innerWidth > 960;

at('connect').onclick = async () => {
  at('connect').disabled = true;
  await act('/link');
  at('connect').disabled = false;
};

const events = new EventSource('/events');
events.onopen = () => complain();
events.onerror = () => complain(ENDED);
events.onmessage = ({ data }) => {
  const state = JSON.parse(data);
  showLine(state.line);
  const tour = tourOf(state);
  showTour(tour, state);
  showTroubles(state.troubles, state.line.isLinked);
  showPhones(state.phones, state.line.isLinked, tour);
};
