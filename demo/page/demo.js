import { el } from './bubble.js';
import { Phone } from './phone.js';

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

const saysOn = (phone, words) =>
  (phone?.chats[0]?.bubbles ?? []).some(({ mine, text }) => mine && words.test(text));
const STEPS = [
  ['Clique em Conectar: o celular da empresa lê o código.', ({ line }) => line.isLinked],
  [
    'No celular da Ana, escreva oi. Os atendimentos passam a chegar lá.',
    (_s, named) => saysOn(named('Ana'), /./),
  ],
  [
    'No celular da Mariana, peça ajuda e depois um atendente. O bot pergunta quem fala: use a ideia com o CPF.',
    (_s, named) => saysOn(named('Mariana'), /atendente|pessoa|humano|\d{3}\.\d{3}/i),
  ],
  [
    'No celular da Ana, responda 1 para aceitar. O que ela escreve chega à Mariana, e o contrário também.',
    (_s, named) => saysOn(named('Ana'), /^1$/),
  ],
  [
    'A Ana encerra com /encerrar o que foi dito; o que resolveu.',
    (_s, named) => saysOn(named('Ana'), /^\/encerrar\s/),
  ],
];
const steps = STEPS.map(([text, isDone]) => ({ node: el('li', { textContent: text }), isDone }));
at('steps').append(...steps.map(({ node }) => node));

function showTour(state) {
  const named = (name) => state.phones.find((one) => one.name === name);
  for (const { node, isDone } of steps) node.classList.toggle('done', Boolean(isDone(state, named)));
  if (at('console').childElementCount > 0) return;
  const { url, passwords } = state.console;
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

const clock = new Intl.DateTimeFormat('pt-BR', { timeStyle: 'medium' });
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

function showPhones(states, isLinked) {
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
    phones.get(state.id).show(state, isLinked);
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
  showTour(state);
  showTroubles(state.troubles, state.line.isLinked);
  showPhones(state.phones, state.line.isLinked);
};
