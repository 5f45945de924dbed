import { deskCommand, parseWords, type AtHand, type DeskCommand } from '../../routing/commands.js';
import { RuleBroken } from '../../routing/reason.js';

const ticket = (number: number) => ({ id: `t${number}`, number });
const hand = (offered: number[], held: number[]): AtHand => ({
  offered: offered.map(ticket),
  held: held.map(ticket),
});
const NOTHING = hand([], []);
const OFFERED = hand([7], []);
const HELD = hand([], [7]);
const BOTH = hand([8], [7]);
const MANY_OFFERED = hand([7, 8], []);
const MANY_HELD = hand([], [7, 8]);

const accept = (number: number): DeskCommand => ({ type: 'accept', ticketId: `t${number}` });
const refuse = (number: number): DeskCommand => ({ type: 'refuse', ticketId: `t${number}` });
const say = (number: number, text: string): DeskCommand => ({ type: 'say', ticketId: `t${number}`, text });
const close = (number: number, told: string, solved: string): DeskCommand => ({
  ...{ type: 'close', ticketId: `t${number}`, told, solved },
});
const presence = (available: boolean): DeskCommand => ({ type: 'presence', available });

test.each<[string, AtHand, DeskCommand]>([
  ['1', OFFERED, accept(7)],
  [' 1 ', OFFERED, accept(7)],
  ['2', OFFERED, refuse(7)],
  ['aceitar', OFFERED, accept(7)],
  ['ACEITAR', OFFERED, accept(7)],
  ['/Aceitar', OFFERED, accept(7)],
  ['accept', OFFERED, accept(7)],
  ['aceptar', OFFERED, accept(7)],
  ['recusar', OFFERED, refuse(7)],
  ['/refuse', OFFERED, refuse(7)],
  ['Rechazar', OFFERED, refuse(7)],
  ['1 8', MANY_OFFERED, accept(8)],
  ['1 #8', MANY_OFFERED, accept(8)],
  ['2 #7', MANY_OFFERED, refuse(7)],
  ['/aceitar #8', BOTH, accept(8)],
  ['/aceitar', BOTH, accept(8)],
  ['/recusar', BOTH, refuse(8)],
  ['1', HELD, say(7, '1')],
  ['2', BOTH, say(7, '2')],
  ['aceitar', BOTH, say(7, 'aceitar')],
  ['1 8', BOTH, say(7, '1 8')],
  ['Bom dia!', HELD, say(7, 'Bom dia!')],
  ['  duas\nlinhas ', HELD, say(7, '  duas\nlinhas ')],
  ['', HELD, say(7, '')],
  ['#7 Bom dia', HELD, say(7, 'Bom dia')],
  ['#8 Bom dia\ntudo bem?', MANY_HELD, say(8, 'Bom dia\ntudo bem?')],
  ['aceitar a proposta', HELD, say(7, 'aceitar a proposta')],
  ['/encerrar reiniciar; reiniciado', HELD, close(7, 'reiniciar', 'reiniciado')],
  ['/ENCERRAR  a ;  b', HELD, close(7, 'a', 'b')],
  ['/fechar a; b; c', HELD, close(7, 'a', 'b; c')],
  ['/close a;b', HELD, close(7, 'a', 'b')],
  ['/cerrar #8 está; já foi', MANY_HELD, close(8, 'está', 'já foi')],
  ['/encerrar a\nb; c', HELD, close(7, 'a\nb', 'c')],
  ['/ausente', NOTHING, presence(false)],
  ['/Away', HELD, presence(false)],
  ['/disponivel', NOTHING, presence(true)],
  ['/disponível', NOTHING, presence(true)],
  ['/DISPONÍVEL', NOTHING, presence(true)],
  ['/disponible', MANY_HELD, presence(true)],
])('%j with %j at hand is %j', (text, atHand, command) => {
  expect(parseWords(text, atHand)).toEqual(command);
});

test.each<[string, AtHand, string, object]>([
  ['1', NOTHING, 'rule.noOffer', {}],
  ['/aceitar', HELD, 'rule.noOffer', {}],
  ['1', MANY_OFFERED, 'rule.whichOffer', { numbers: '#7, #8' }],
  ['2', MANY_OFFERED, 'rule.whichOffer', { numbers: '#7, #8' }],
  ['1 #9', OFFERED, 'rule.notYours', { number: '9' }],
  ['/recusar 7', BOTH, 'rule.notYours', { number: '7' }],
  ['bom dia', NOTHING, 'rule.noTicket', {}],
  ['bom dia', OFFERED, 'rule.acceptFirst', { number: 7 }],
  ['1 bom dia', OFFERED, 'rule.acceptFirst', { number: 7 }],
  ['bom dia', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['1', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['#9 bom dia', MANY_HELD, 'rule.notYours', { number: '9' }],
  ['#9 bom dia', HELD, 'rule.notYours', { number: '9' }],
  ['#8 bom dia', BOTH, 'rule.notYours', { number: '8' }],
  ['/encerrar a; b', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['/encerrar #9 a; b', HELD, 'rule.notYours', { number: '9' }],
  ['/encerrar a; b', NOTHING, 'rule.noTicket', {}],
  ['/encerrar a; b', OFFERED, 'rule.acceptFirst', { number: 7 }],
  ['/encerrar', HELD, 'rule.closeNeeds', {}],
  ['/encerrar a', HELD, 'rule.closeNeeds', {}],
  ['/encerrar a; ', HELD, 'rule.closeNeeds', {}],
  ['/encerrar ; b', HELD, 'rule.closeNeeds', {}],
  ['/encerrar #7', HELD, 'rule.closeNeeds', {}],
  ['/encerrrar a; b', HELD, 'rule.badCommand', {}],
  ['/', HELD, 'rule.badCommand', {}],
])('%j with %j at hand is asked about: %s', (text, atHand, rule, facts) => {
  let broken: unknown;
  try {
    parseWords(text, atHand);
  } catch (error) {
    broken = error;
  }
  expect(broken).toBeInstanceOf(RuleBroken);
  expect(broken).toMatchObject({ rule, facts });
});

test.each<[string, unknown, boolean]>([
  ['a close with both sentences', { type: 'close', ticketId: 't', told: ' a ', solved: 'b' }, true],
  ['a close without what solved it', { type: 'close', ticketId: 't', told: 'a', solved: ' ' }, false],
  ['a refusal without a reason', { type: 'refuse', ticketId: 't' }, true],
  ['an acceptance of nothing', { type: 'accept' }, false],
  ['a field nobody knows', { type: 'accept', ticketId: 't', agentId: 'bia' }, false],
  ['a command nobody knows', { type: 'steal', ticketId: 't' }, false],
  ['words that are too long', { type: 'say', ticketId: 't', text: 'a'.repeat(8001) }, false],
])('the console’s %s: let in: %#', (_, command, letIn) => {
  expect(deskCommand.safeParse(command).success).toBe(letIn);
});
