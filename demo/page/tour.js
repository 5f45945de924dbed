const said = (phone, fits) => (phone?.chats[0]?.bubbles ?? []).some((one) => one.mine && fits(one));
const heard = (phone, words, times = 1) =>
  (phone?.chats[0]?.bubbles ?? []).filter((one) => !one.mine && words.test(one.text)).length >= times;

const ASKS = /atendente|pessoa|humano|\d{3}\.\d{3}/i;
const ACCEPTED = /fala com/i;

/** What to try, in this order: on whose phone, what, and how one sees that it was done. */
const STEPS = [
  { text: 'Clique em Conectar: o celular da empresa lê o código.', isDone: (named) => named.line.isLinked },
  {
    who: 'Ana',
    text: 'escreva oi. Os atendimentos passam a chegar neste celular.',
    isDone: (named) => said(named('Ana'), () => true),
  },
  {
    who: 'Mariana',
    text: 'peça ajuda e depois um atendente. O bot pergunta quem fala: use a ideia com o CPF.',
    isDone: (named) => said(named('Mariana'), ({ text }) => ASKS.test(text)) && heard(named('Ana'), /#1\b/),
  },
  {
    who: 'Ana',
    text: 'responda ao chamado com ↩ e escreva 1 para aceitar.',
    isDone: (named) => heard(named('Mariana'), ACCEPTED),
  },
  {
    who: 'Mariana',
    text: 'mande uma foto. Ela chega à Ana.',
    isDone: (named) => said(named('Mariana'), ({ file }) => file),
  },
  {
    who: 'Ana',
    text: 'responda à foto com ↩. Depois, em ⋯, edite a resposta.',
    isDone: (named) => said(named('Ana'), ({ became }) => became === 'edited'),
  },
  {
    who: 'Carlos',
    text: 'peça um atendente também, com a ideia do CPF.',
    isDone: (named) => heard(named('Ana'), /#2\b/),
  },
  {
    who: 'Ana',
    text: 'aceite o Carlos também: ↩ no chamado #2 e 1.',
    isDone: (named) => heard(named('Carlos'), ACCEPTED),
  },
  {
    who: 'Ana',
    text: 'escreva algo sem ↩ e sem número: o programa pergunta para quem é.',
    isDone: (named) => heard(named('Ana'), /#1\b[^]*#2\b/),
  },
  {
    who: 'Ana',
    text: 'escreva #1 reiniciei o seu sinal. Depois /encerrar #1, e 1 a cada pergunta.',
    isDone: (named) => heard(named('Mariana'), /encerrado/i),
  },
  {
    who: 'Mariana',
    text: 'volte e peça um atendente: a Ana é chamada de novo, e o resumo diz por quê.',
    isDone: (named) => heard(named('Ana'), /#3\b/),
  },
];

/** The steps as they are now; `hints` has what to try next on the phone whose turn it is. */
export function tourOf({ line, phones }) {
  const named = Object.assign((name) => phones.find((one) => one.name === name), { line });
  const done = STEPS.map(({ isDone }) => Boolean(isDone(named)));
  const next = STEPS[done.indexOf(false)];
  return {
    steps: STEPS.map(({ who, text }, at) => ({
      ...{ text: who ? `${who}: ${text}` : text, isDone: done[at] },
      isNext: STEPS[at] === next,
    })),
    hintFor: (name) => (next?.who === name ? next.text : undefined),
  };
}
