import type { DeskCommand } from '../../routing/commands.js';
import { RuleBroken } from '../../routing/reason.js';
import { parseWords, type AtHand, type Names } from '../../routing/words.js';

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
const transfer = (
  number: number,
  to: { agent: string } | { department: string },
  note: string,
): DeskCommand => ({
  ...{ type: 'transfer', ticketId: `t${number}`, ...to, note },
});
const escalate = (number: number, to: 'specialist' | 'supervisor', note: string): DeskCommand => ({
  ...{ type: 'escalate', ticketId: `t${number}`, to, note },
});
const handBack = (number: number, note?: string): DeskCommand => ({
  ...{ type: 'hand-back', ticketId: `t${number}` },
  ...(note !== undefined && { note }),
});
const note = (number: number, text: string): DeskCommand => ({
  ...{ type: 'note', ticketId: `t${number}`, text },
});

const TEAM: Names = {
  agents: [
    { id: 'bia', name: 'Bia Ramos' },
    { id: 'bia2', name: 'Bianca Reis' },
    { id: 'joao', name: 'João Silva' },
    { id: 'vendas-ana', name: 'Ana' },
  ],
  departments: [
    { id: 'vendas', name: 'Vendas' },
    { id: 'financeiro', name: 'Financeiro e cobrança' },
  ],
};
const BIA = { agent: 'bia' };

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
  ['/transferir bia; sabe de fibra', HELD, transfer(7, BIA, 'sabe de fibra')],
  ['/transferir @Bia Ramos; a; b', HELD, transfer(7, BIA, 'a; b')],
  ['/TRANSFER #8 bia ramos ; nota\nlonga', MANY_HELD, transfer(8, BIA, 'nota\nlonga')],
  ['/transferir BIANCA; x', HELD, transfer(7, { agent: 'bia2' }, 'x')],
  ['/transferir joao silva; x', HELD, transfer(7, { agent: 'joao' }, 'x')],
  ['/transferir João; x', HELD, transfer(7, { agent: 'joao' }, 'x')],
  ['/transferir vendas; x', HELD, transfer(7, { department: 'vendas' }, 'x')],
  ['/transferir financeiro e cobranca; x', HELD, transfer(7, { department: 'financeiro' }, 'x')],
  ['/transferir finan; x', HELD, transfer(7, { department: 'financeiro' }, 'x')],
  ['/transferir ana; x', HELD, transfer(7, { agent: 'vendas-ana' }, 'x')],
  ['/escalar preciso de ajuda', HELD, escalate(7, 'specialist', 'preciso de ajuda')],
  ['/escalate #8 it is hard', MANY_HELD, escalate(8, 'specialist', 'it is hard')],
  ['/supervisor quer cancelar', BOTH, escalate(7, 'supervisor', 'quer cancelar')],
  ['/supervisão quer cancelar', HELD, escalate(7, 'supervisor', 'quer cancelar')],
  ['/supervisora #7 quer cancelar', HELD, escalate(7, 'supervisor', 'quer cancelar')],
  ['/supervisión quiere cancelar', HELD, escalate(7, 'supervisor', 'quiere cancelar')],
  ['/devolver', HELD, handBack(7)],
  ['/devolver #8', MANY_HELD, handBack(8)],
  ['/return #8 só queria o boleto', MANY_HELD, handBack(8, 'só queria o boleto')],
  ['transferir bia; x', HELD, say(7, 'transferir bia; x')],
  ['/nota mora em sítio', HELD, note(7, 'mora em sítio')],
  ['/NOTE  two\nlines ', HELD, note(7, 'two\nlines')],
  ['/nota #8 sinal ruim', MANY_HELD, note(8, 'sinal ruim')],
  ['/nota sinal ruim', BOTH, note(7, 'sinal ruim')],
  ['/nota #8 sinal ruim', BOTH, note(8, 'sinal ruim')],
  ['/nota sinal ruim', OFFERED, note(7, 'sinal ruim')],
  ['nota sinal ruim', HELD, say(7, 'nota sinal ruim')],
  ['/ausente', NOTHING, presence(false)],
  ['/Away', HELD, presence(false)],
  ['/disponivel', NOTHING, presence(true)],
  ['/disponível', NOTHING, presence(true)],
  ['/DISPONÍVEL', NOTHING, presence(true)],
  ['/disponible', MANY_HELD, presence(true)],
])('%j with %j at hand is %j', (text, atHand, command) => {
  expect(parseWords(text, atHand, TEAM)).toEqual(command);
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
  ['/transferir', HELD, 'rule.transferNeeds', {}],
  ['/transferir bia', HELD, 'rule.transferNeeds', {}],
  ['/transferir bia; ', HELD, 'rule.transferNeeds', {}],
  ['/transferir; nota', HELD, 'rule.transferNeeds', {}],
  ['/transferir caio; x', HELD, 'rule.unknownTarget', { name: 'caio' }],
  ['/transferir bi; x', HELD, 'rule.severalTargets', { name: 'bi', names: 'Bia Ramos, Bianca Reis' }],
  ['/transferir bia; x', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['/transferir bia; x', OFFERED, 'rule.acceptFirst', { number: 7 }],
  ['/transferir #9 bia; x', HELD, 'rule.notYours', { number: '9' }],
  ['/escalar', HELD, 'rule.noteNeeded', {}],
  ['/supervisor #7', HELD, 'rule.noteNeeded', {}],
  ['/escalar x', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['/devolver', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['/devolver', NOTHING, 'rule.noTicket', {}],
  ['/nota', HELD, 'rule.noteEmpty', {}],
  ['/nota #7 ', HELD, 'rule.noteEmpty', {}],
  ['/notar x', HELD, 'rule.badCommand', {}],
  ['/nota x', MANY_HELD, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['/nota x', MANY_OFFERED, 'rule.whichTicket', { numbers: '#7, #8' }],
  ['/nota x', NOTHING, 'rule.noTicket', {}],
  ['/nota #9 x', BOTH, 'rule.notYours', { number: '9' }],
])('%j with %j at hand is asked about: %s', (text, atHand, rule, facts) => {
  let broken: unknown;
  try {
    parseWords(text, atHand, TEAM);
  } catch (error) {
    broken = error;
  }
  expect(broken).toBeInstanceOf(RuleBroken);
  expect(broken).toMatchObject({ rule, facts });
});
