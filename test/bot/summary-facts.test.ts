import type { Line } from '../../bot/store.js';
import { briefOf } from '../../bot/summary.js';
import { addToBrief } from '../../routing/evolve.js';
import { briefLines } from '../../routing/notices.js';
import type { Brief } from '../../routing/request.js';
import { openTexts } from '../../texts/texts.js';
import { NEW } from '../routing/tickets.js';
import { linesOf, TALKS } from './summary-conversations.js';

const texts = openTexts();
const read = (brief: Brief) => {
  const { customerName, ...ticket } = NEW;
  return briefLines({ texts }, 'pt-BR', { ...ticket, brief, reasons: [] });
};
const said = (lines: ReturnType<typeof read>) =>
  lines.map(({ label, text }) => `${label}: ${text}`).join('\n');
const factsIn = (lines: ReturnType<typeof read>) => lines.find(({ label }) => label === 'Dados')?.text ?? '';
const holds = (text: string, word: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[.$*+?()[\]]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** Everything the bot could have known, told at the handoff. */
const atOnce = (lines: readonly Line[]) =>
  briefOf(lines.slice(0, -1), lines.at(-1)?.text ?? '', { channel: 'web' });

/** Handed over at the first words; the rest is added while the customer waits. */
function whileWaiting(lines: readonly Line[]): Brief {
  const words = lines.filter(({ author }) => author === 'customer').map(({ text }) => text);
  const ticket = { ...NEW, brief: briefOf([], words[0] ?? '', { channel: 'web' }) };
  return words.slice(1).reduce((now, text) => addToBrief(now, text), ticket as typeof NEW).brief;
}

describe.each(TALKS)('$name', ({ lines, facts, says = [], never }) => {
  const brief = atOnce(linesOf(lines));
  test('is in the brief, and what is not so is not', () => {
    const shown = read(brief);
    expect(
      facts.filter((one) => !`Dados: ${said(shown.filter(({ label }) => label === 'Dados'))}`.includes(one)),
    ).toEqual([]);
    expect(says.filter((one) => !said(shown).includes(one))).toEqual([]);
    expect(never.filter((one) => holds(said(shown), one))).toEqual([]);
  });

  test('fits on a phone', () => {
    const length = [...brief.said, ...brief.tried, brief.lastWords].join(' · ').length;
    expect(length).toBeLessThanOrEqual(606);
  });
});

test.each(TALKS.filter(({ lines }) => !lines.includes('número do protocolo')))(
  'told while waiting, $name has the same facts',
  ({ lines, facts, never }) => {
    const shown = read(whileWaiting(linesOf(lines)));
    expect(facts.filter((one) => !factsIn(shown).includes(one.replace(/^Protocolo: /, '')))).toEqual([]);
    const left = shown.filter(({ label }) => label !== 'Últimas palavras');
    expect(never.filter((one) => one !== 'Pedido' && holds(said(left), one))).toEqual([]);
  },
);

test('nobody’s words are changed, only cut', () => {
  for (const { lines } of TALKS) {
    const original = lines.replace(/\s+/g, ' ');
    for (const one of atOnce(linesOf(lines)).said)
      for (const piece of one.split(/…(?:\d{3})?/)) expect(original).toContain(piece.trim());
  }
});

test('a file alone is told of', () => {
  const lines: Line[] = [
    { author: 'customer', text: '' },
    { author: 'bot', text: 'Recebi o arquivo. Pode me contar em uma frase do que você precisa?' },
  ];
  const brief = briefOf(lines, '', { channel: 'web', files: 1 });
  expect(said(read(brief))).toMatch(/Arquivos: 1/);
  expect([brief.said, brief.tried, brief.lastWords, brief.facts]).toEqual([[], [], '', []]);
});

test('mood, urgency and a bug are told in the agent’s language', () => {
  const brief = briefOf([], 'sem internet', {
    channel: 'web',
    mood: 'upset',
    urgency: 'urgent',
    failed: true,
  });
  const { brief: _, ...ticket } = NEW;
  const shown = said(briefLines({ texts }, 'en', { ...ticket, brief }));
  expect(shown).toContain('Mood: upset');
  expect(shown).toContain('Urgency: urgent');
  expect(shown).toContain('How it ended: the bot failed');
});

test('an old ticket, which has none of it, is read as before', () => {
  const labels = briefLines({ texts }, 'pt-BR', NEW).map(({ label }) => label);
  expect(labels).toEqual([
    ...[
      'Cliente',
      'Canal',
      'Idioma',
      'Pedido',
      'O que o bot respondeu',
      'Por que uma pessoa',
      'Últimas palavras',
    ],
  ]);
  expect(addToBrief(NEW, 'desde ontem a luz pon pisca').brief).toMatchObject({
    said: ['caiu', 'desde ontem a luz pon pisca'],
    lastWords: 'desde ontem a luz pon pisca',
  });
});
