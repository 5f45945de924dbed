import { briefLines, briefText } from '../../routing/notices.js';
import type { Brief } from '../../routing/request.js';
import { openTexts } from '../../texts/texts.js';
import { NEW } from './tickets.js';

const texts = openTexts();
const withBrief = (more: Partial<Brief>) => ({ ...NEW, brief: { ...NEW.brief, ...more } });
const FACTS = [
  { kind: 'amount', value: 'R$ 189,90', role: 'charged', about: 'veio' },
  { kind: 'when', value: 'outubro', form: 'month' },
  { kind: 'amount', value: '99,90', role: 'agreed', about: 'plano' },
  { kind: 'protocol', value: '20261120-0003' },
];

test('facts are read by kind, with the word that tells what they are about', () => {
  const read = (language: 'pt-BR' | 'en' | 'es') => briefText(texts, language, withBrief({ facts: FACTS }));
  expect(read('pt-BR')).toContain(
    'Dados: Protocolo: 20261120-0003 · Quando: outubro · Valor: R$ 189,90 (veio), 99,90 (plano)\n',
  );
  expect(read('en')).toContain('Facts: Protocol: 20261120-0003 · When: outubro · Amount:');
  expect(read('es')).toContain('Datos: Protocolo: 20261120-0003 · Cuándo: outubro · Importe:');
});

test('what a later program kept and this one does not know is read as it is', () => {
  const text = briefText(
    texts,
    'pt-BR',
    withBrief({ facts: [{ kind: 'colour', value: 'azul' }], mood: 'glad' }),
  );
  expect(text).toContain('Dados: colour: azul\n');
  expect(text).toContain('Humor: glad');
});

test('urgency is told where the ticket or its brief has it, how the bot ended where it is known', () => {
  const urgent = { ...NEW, urgency: 'urgent' } as typeof NEW;
  expect(briefText(texts, 'pt-BR', urgent)).toContain('Urgência: urgente');
  expect(briefText(texts, 'pt-BR', withBrief({ urgency: 'urgent' }))).toContain('Urgência: urgente');
  for (const ended of ['no-answer', 'came-back', 'asked-person', 'failed'] as const)
    for (const language of ['pt-BR', 'en', 'es'] as const)
      expect(briefLines(texts, language, withBrief({ ended })).map(({ text }) => text)).not.toContain(ended);
});

test('what is empty has no line', () => {
  expect(briefLines(texts, 'pt-BR', NEW).map(({ label }) => label)).toEqual([
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
});
