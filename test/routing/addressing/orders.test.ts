import { byCustomer, byDesk, bySelf, closing, hand, heard, OWN, QUESTION, UNKNOWN, whom } from './hand.js';
import { say } from './hand.js';
import type { AtHand, ChatCommand, QuotedThing } from '../../../routing/addressing/meant.js';
import type { DeskCommand } from '../../../routing/commands.js';

const NOTHING = hand([], []);
const OFFERED = hand([7], []);
const HELD = hand([], [7]);
const BOTH = hand([8], [7]);
const MANY = hand([], [7, 8]);
const SEEN = hand([], [7], { elsewhere: { id: 't9', number: 9, maySee: true, mayNote: true } });
const UNSEEN = hand([], [7], { elsewhere: { id: 't9', number: 9, maySee: false, mayNote: false } });

type Command = DeskCommand | ChatCommand;
const on = (number: number) => ({ ticketId: `t${number}` });
const close = (number: number, told: string, solved: string): Command => ({
  ...{ type: 'close', ...on(number), told, solved },
});
const begin = (number: number): Command => ({ type: 'begin-closing', ...on(number) });
const note = (number: number, text: string): Command => ({ type: 'note', ...on(number), text });
const back = (number: number, words?: string): Command => ({
  ...{ type: 'hand-back', ...on(number) },
  ...(words !== undefined && { note: words }),
});
const escalate = (number: number, to: 'specialist' | 'supervisor', words: string): Command => ({
  ...{ type: 'escalate', ...on(number), to, note: words },
});
const transfer = (number: number, to: object, words: string) => ({
  ...{ type: 'transfer', ...on(number), ...to, note: words },
});
const presence = (available: boolean): Command => ({ type: 'presence', available });
const history = (number: number): Command => ({ type: 'history', ...on(number) });
const BIA = { agent: 'bia' };
const MONEY = { department: 'financeiro' };

test.each<[string, AtHand, object]>([
  ['/encerrar', HELD, begin(7)],
  ['/encerrar #8', MANY, begin(8)],
  ['/encerrar 8', MANY, begin(8)],
  ['#8 /encerrar', MANY, begin(8)],
  ['/fechar', HELD, begin(7)],
  ['/ Encerrar', HELD, begin(7)],
  ['／encerrar', HELD, begin(7)],
  ['/encerrar reiniciar; reiniciado', HELD, close(7, 'reiniciar', 'reiniciado')],
  ['/ENCERRAR  a ;  b', HELD, close(7, 'a', 'b')],
  ['/encerrar: a; b', HELD, close(7, 'a', 'b')],
  ['/fechar a; b; c', HELD, close(7, 'a', 'b; c')],
  ['/close a;b', HELD, close(7, 'a', 'b')],
  ['/cerrar #8 está; já foi', MANY, close(8, 'está', 'já foi')],
  ['/encerrar 8: está; já foi', MANY, close(8, 'está', 'já foi')],
  ['/encerrar a\nb; c', HELD, close(7, 'a\nb', 'c')],
  ['/encerrar 12 horas sem luz; voltou', HELD, close(7, '12 horas sem luz', 'voltou')],
  ['/escalar preciso de ajuda', HELD, escalate(7, 'specialist', 'preciso de ajuda')],
  ['/especialista preciso de ajuda', HELD, escalate(7, 'specialist', 'preciso de ajuda')],
  ['/escalate #8 it is hard', MANY, escalate(8, 'specialist', 'it is hard')],
  ['/supervisor quer cancelar', BOTH, escalate(7, 'supervisor', 'quer cancelar')],
  ['/supervisão quer cancelar', HELD, escalate(7, 'supervisor', 'quer cancelar')],
  ['/supervisora #7 quer cancelar', HELD, escalate(7, 'supervisor', 'quer cancelar')],
  ['/supervisión quiere cancelar', HELD, escalate(7, 'supervisor', 'quiere cancelar')],
  ['/devolver', HELD, back(7)],
  ['/devolver #8', MANY, back(8)],
  ['/return #8 só queria o boleto', MANY, back(8, 'só queria o boleto')],
  ['/nota mora em sítio', HELD, note(7, 'mora em sítio')],
  ['/NOTE  two\nlines ', HELD, note(7, 'two\nlines')],
  ['/nota 8 sinal ruim', MANY, note(8, 'sinal ruim')],
  ['/nota sinal ruim', BOTH, note(7, 'sinal ruim')],
  ['/nota #8 sinal ruim', BOTH, note(8, 'sinal ruim')],
  ['/nota sinal ruim', OFFERED, note(7, 'sinal ruim')],
  ['/nota 12/05 ligou', HELD, note(7, '12/05 ligou')],
  ['/nota 9 ligou ontem', SEEN, note(9, 'ligou ontem')],
  ['/historico', HELD, history(7)],
  ['/histórico', OFFERED, history(7)],
  ['/history 8', BOTH, history(8)],
  ['/historial #9', SEEN, history(9)],
  ['/fila', MANY, { type: 'queue' }],
  ['/cola', NOTHING, { type: 'queue' }],
  ['/ajuda', MANY, { type: 'help' }],
  ['/ayuda encerrar', NOTHING, { type: 'help' }],
  ['/ausente', NOTHING, presence(false)],
  ['/Away', HELD, presence(false)],
  ['/disponivel', NOTHING, presence(true)],
  ['/DISPONÍVEL', NOTHING, presence(true)],
  ['/disponi\u0301vel', NOTHING, presence(true)],
  ['/disponible', MANY, presence(true)],
  ['/cancelar', hand([], [7], closing(7, '')), { type: 'cancel' }],
  ['/cancel', hand([], [7, 8], whom([7, 8])), { type: 'cancel' }],
  // One typing error, two in a long word, or only the beginning.
  ['/encerra', HELD, begin(7)],
  ['/encerrrar a; b', HELD, close(7, 'a', 'b')],
  ['/ecnerrar', HELD, begin(7)],
  ['/emserrar', HELD, begin(7)],
  ['/trasnferir bia x', HELD, transfer(7, BIA, 'x')],
  ['/notar x', HELD, note(7, 'x')],
  ['/fial', HELD, { type: 'queue' }],
  ['/notta x', HELD, note(7, 'x')],
  ['/aju', NOTHING, { type: 'help' }],
  // Without a slash, to an agent who holds nothing.
  ['fila', NOTHING, { type: 'queue' }],
  ['Ajuda!', NOTHING, { type: 'help' }],
  ['histórico', OFFERED, history(7)],
  ['Disponível', OFFERED, presence(true)],
  ['nota mora em sítio', OFFERED, note(7, 'mora em sítio')],
])('%j with %j at hand commands', (text, atHand, command) => {
  expect(heard(text, atHand)).toEqual({ kind: 'command', command });
});

test.each<[string, string, object, string]>([
  ['/transferir financeiro cliente quer segunda via', 'financeiro', MONEY, 'cliente quer segunda via'],
  ['/transferir bia; sabe de fibra', 'id', BIA, 'sabe de fibra'],
  ['/transferir @Bia Ramos; a; b', 'whole name', BIA, 'a; b'],
  ['/TRANSFER #7 bia ramos ; nota\nlonga', 'whole name', BIA, 'nota\nlonga'],
  ['/pasar bia ramos sabe de fibra', 'whole name', BIA, 'sabe de fibra'],
  ['/transferir 7 bianca x', 'word', { agent: 'bia2' }, 'x'],
  ['/transferir JOAO precisa ver', 'accents', { agent: 'joao' }, 'precisa ver'],
  ['/transferir joao silva; x', 'accents', { agent: 'joao' }, 'x'],
  ['/transferir vendas; x', 'department', { department: 'vendas' }, 'x'],
  ['/transferir financeiro e cobranca quer boleto; já pagou', 'longest', MONEY, 'quer boleto; já pagou'],
  ['/transferir finan; x', 'beginning', MONEY, 'x'],
  ['/transferir cobr quer boleto', 'beginning of a word', MONEY, 'quer boleto'],
  ['/transferir ana x', 'whole name before beginning', { agent: 'vendas-ana' }, 'x'],
  ['/transferir finaceiro quer boleto', 'one typo', MONEY, 'quer boleto'],
  ['/transferir para bia; x', 'a little word', BIA, 'x'],
  ['/transferir para o financeiro quer boleto', 'two little words', MONEY, 'quer boleto'],
])('%j goes by %s', (text, _, target, reason) => {
  expect(heard(text, HELD)).toEqual({ kind: 'command', command: transfer(7, target, reason) });
});

describe('quoting a message of the desk', () => {
  test.each<[string, AtHand, QuotedThing, object]>([
    ['encerrar', MANY, byDesk(8), begin(8)],
    ['/encerrar', MANY, byDesk(8), begin(8)],
    ['/encerrar', MANY, byCustomer(8), begin(8)],
    ['/devolver', MANY, bySelf(8), back(8)],
    ['fila', MANY, byDesk(), { type: 'queue' }],
    ['nota #8 mora longe', MANY, byDesk(), note(8, 'mora longe')],
    ['nota mora longe', BOTH, byDesk(8), note(8, 'mora longe')],
    ['/fila', HELD, UNKNOWN, { type: 'queue' }],
    ['/encerrar #7', HELD, UNKNOWN, begin(7)],
    ['/encerrar', HELD, OWN, begin(7)],
    ['ajuda', hand([], [7, 8], whom([7, 8])), QUESTION, { type: 'help' }],
    ['cancelar', hand([], [7, 8], whom([7, 8])), QUESTION, { type: 'cancel' }],
  ])('%j with %j at hand, quoting %j, commands', (text, atHand, quotes, command) => {
    expect(heard(text, atHand, { quotes })).toEqual({ kind: 'command', command });
  });

  test('words that may be for the customer are asked about', () => {
    const asked = heard('nota fiscal em anexo', MANY, { quotes: byDesk(8) });
    expect(asked).toEqual({
      ...{ rule: 'rule.commandOrWords', facts: { command: '/nota', numbers: '#7, #8' } },
    });
    expect(heard('ajuda sim', MANY, { quotes: byDesk(8) })).toEqual(say(8, 'ajuda sim'));
  });
});

test.each<[string, AtHand, string, object]>([
  ['/encerrar', MANY, 'rule.whichTicket', { numbers: '#7, #8', number: 7, command: '/encerrar' }],
  ['/encerrar a; b', NOTHING, 'rule.noTicket', {}],
  ['/encerrar a; b', OFFERED, 'rule.acceptFirst', { number: 7 }],
  ['/encerrar #8', BOTH, 'rule.acceptFirst', { number: 8 }],
  ['/encerrar #9 a; b', HELD, 'rule.notYours', { number: 9 }],
  ['/encerrar 9', HELD, 'rule.notYours', { number: 9 }],
  ['/encerrar 9 a; b', SEEN, 'rule.notYours', { number: 9 }],
  ['/devolver 99', HELD, 'rule.notYours', { number: 99 }],
  ['/encerrar a', HELD, 'rule.closeNeeds', { number: 7 }],
  ['/encerrar a; ', HELD, 'rule.closeNeeds', { number: 7 }],
  ['/encerrar ; b', HELD, 'rule.closeNeeds', { number: 7 }],
  ['/encerrar #7 #8', MANY, 'rule.twoNumbers', {}],
  ['#7 /encerrar #8', MANY, 'rule.twoNumbers', {}],
  ['/transferir', HELD, 'rule.transferNeeds', { example: 'Vendas' }],
  ['/transferir bia', HELD, 'rule.transferNeeds', { example: 'Bia Ramos' }],
  ['/transferir bia; ', HELD, 'rule.transferNeeds', { example: 'Bia Ramos' }],
  ['/transferir; nota', HELD, 'rule.transferNeeds', { example: 'Vendas' }],
  ['/transferir caio; x', HELD, 'rule.unknownTarget', { name: 'caio', example: 'Vendas' }],
  ['/transferir cliente quer boleto', HELD, 'rule.unknownTarget', { name: 'cliente', example: 'Vendas' }],
  ['/transferir bia; x', MANY, 'rule.whichTicket', { numbers: '#7, #8', number: 7, command: '/transferir' }],
  ['/escalar', HELD, 'rule.noteNeeded', { command: '/escalar' }],
  ['/supervisor #7', HELD, 'rule.noteNeeded', { command: '/supervisor' }],
  ['/devolver', NOTHING, 'rule.noTicket', {}],
  ['/nota', HELD, 'rule.noteEmpty', {}],
  ['/nota #7 ', HELD, 'rule.noteEmpty', {}],
  ['/nota x', hand([7, 8], []), 'rule.whichTicket', { numbers: '#7, #8', number: 7, command: '/nota' }],
  ['/nota #9 x', UNSEEN, 'rule.notYours', { number: 9 }],
  ['/historico 9', UNSEEN, 'rule.notYours', { number: 9 }],
  ['/historico de ontem', HELD, 'rule.historyOf', { number: 7 }],
  ['/cancelar', HELD, 'rule.nothingAsked', {}],
  ['/nola x', HELD, 'rule.severalCommands', { names: '/cola, /nota' }],
  ['/xyz', HELD, 'rule.badCommand', {}],
  ['/en', HELD, 'rule.badCommand', {}],
  [`/nota ${'x'.repeat(2001)}`, HELD, 'rule.tooLong', { max: 2000 }],
  ['encerar', NOTHING, 'rule.noTicket', {}],
  ['help me', NOTHING, 'rule.noTicket', {}],
])('%j with %j at hand is asked about: %s', (text, atHand, rule, facts) => {
  expect(heard(text, atHand)).toEqual({ rule, facts });
});

test('a name that may be several is asked about', () => {
  const names = 'Bia Ramos, Bianca Reis';
  const asked = { rule: 'rule.severalTargets', facts: { name: 'bi', names, example: 'Bia Ramos' } };
  expect(heard('/transferir bi; x', HELD)).toEqual(asked);
  expect(heard('/transferir bi x', HELD)).toEqual(asked);
});
