import { briefLines, briefText, type Discreet } from '../../routing/notices.js';
import { reason } from '../../routing/reason.js';
import type { Brief } from '../../routing/request.js';
import type { Ticket } from '../../routing/ticket.js';
import { openTexts } from '../../texts/texts.js';
import { NEW } from './tickets.js';

const texts = openTexts();
const definition = { masks: [] };
const desk = { texts, definition };
const withBrief = (more: Partial<Brief>) => ({ ...NEW, brief: { ...NEW.brief, ...more } });
const FACTS = [
  { kind: 'amount', value: 'R$ 189,90', role: 'charged', about: 'veio' },
  { kind: 'when', value: 'outubro', form: 'month' },
  { kind: 'amount', value: '99,90', role: 'agreed', about: 'plano' },
  { kind: 'protocol', value: '20261120-0003' },
];

test('facts are read by kind, with the word that tells what they are about', () => {
  const read = (language: 'pt-BR' | 'en' | 'es') => briefText(desk, language, withBrief({ facts: FACTS }));
  expect(read('pt-BR')).toContain(
    'Dados: Protocolo: 20261120-0003 · Quando: outubro · Valor: R$ 189,90 (veio), 99,90 (plano)\n',
  );
  expect(read('en')).toContain('Facts: Protocol: 20261120-0003 · When: outubro · Amount:');
  expect(read('es')).toContain('Datos: Protocolo: 20261120-0003 · Cuándo: outubro · Importe:');
});

test('what the customer system says stands before what the customer said', () => {
  const facts = [
    ...FACTS,
    { kind: 'visit', value: '25/11, manhã' },
    { kind: 'invoice', value: 'vence 10/12' },
    { kind: 'plan', value: '300 mega' },
    { kind: 'verified', value: 'conferida' },
  ];
  const read = (language: 'pt-BR' | 'en' | 'es') => briefText(desk, language, withBrief({ facts }));
  const rest = (identity: string) => `${identity}: conferida · `;
  expect(read('pt-BR')).toContain(
    `Dados: ${rest('Identidade')}Plano: 300 mega · Fatura: vence 10/12 · Visita: 25/11, manhã · Protocolo:`,
  );
  expect(read('en')).toContain(
    `Facts: ${rest('Identity')}Plan: 300 mega · Invoice: vence 10/12 · Visit: 25/11, manhã · Protocol:`,
  );
  expect(read('es')).toContain(
    `Datos: ${rest('Identidad')}Plan: 300 mega · Factura: vence 10/12 · Visita: 25/11, manhã · Protocolo:`,
  );
});

describe('a problem is named by its title, in the reader’s language', () => {
  const titles = { 'pt-BR': 'Sem conexão', en: 'No connection', es: 'Sin conexión' };
  const words: Discreet = {
    ...desk,
    problems: (language) => [{ id: 'sem-internet', title: titles[language], kind: 'complaint' }],
  };
  const reasons = [
    reason('intent-needs-person', { problem: 'sem-internet' }),
    reason('problem-came-back', { problem: 'sem-internet', protocol: '20261120-0003' }),
  ];
  const complaint: Ticket = { ...NEW, kind: 'complaint', reasons };

  test('where the chat says what it is about, and where it says why a person', () => {
    const read = (language: 'pt-BR' | 'en' | 'es') => briefText(words, language, complaint);
    expect(read('pt-BR')).toMatch(/^Assunto: Sem conexão \(reclamação\)\n/);
    expect(read('pt-BR')).toContain(
      'O assunto "Sem conexão" é tratado por uma pessoa · O problema "Sem conexão"',
    );
    expect(read('en')).toMatch(/^About: No connection \(complaint\)\n/);
    expect(read('en')).toContain('"No connection"');
    expect(read('es')).toMatch(/^Asunto: Sin conexión \(queja\)\n/);
    for (const language of ['pt-BR', 'en', 'es'] as const)
      expect(read(language)).not.toContain('sem-internet');
  });

  test('one that is known no more keeps its id; one nobody knows has no line', () => {
    const old = {
      ...complaint,
      problem: 'fax',
      reasons: [reason('intent-needs-person', { problem: 'fax' })],
    };
    expect(briefText(words, 'pt-BR', old)).toMatch(/^Assunto: fax \(reclamação\)\n[\s\S]*O assunto "fax" é/);
    expect(briefText(words, 'pt-BR', { ...NEW, problem: '' })).not.toContain('Assunto');
    expect(briefText(words, 'pt-BR', NEW)).toMatch(/^Assunto: Sem conexão\n/);
  });
});

test('what a later program kept and this one does not know is read as it is', () => {
  const text = briefText(
    desk,
    'pt-BR',
    withBrief({ facts: [{ kind: 'colour', value: 'azul' }], mood: 'glad' }),
  );
  expect(text).toContain('Dados: colour: azul\n');
  expect(text).toContain('Humor: glad');
});

test('urgency is told where the ticket or its brief has it, how the bot ended where it is known', () => {
  const urgent = { ...NEW, urgency: 'urgent' } as typeof NEW;
  expect(briefText(desk, 'pt-BR', urgent)).toContain('Urgência: urgente');
  expect(briefText(desk, 'pt-BR', withBrief({ urgency: 'urgent' }))).toContain('Urgência: urgente');
  for (const ended of ['no-answer', 'came-back', 'asked-person', 'failed'] as const)
    for (const language of ['pt-BR', 'en', 'es'] as const)
      expect(briefLines({ texts }, language, withBrief({ ended })).map(({ text }) => text)).not.toContain(
        ended,
      );
});

test('what is empty has no line', () => {
  expect(briefLines({ texts }, 'pt-BR', NEW).map(({ label }) => label)).toEqual([
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
