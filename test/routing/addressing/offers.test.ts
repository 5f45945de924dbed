import { at, byDesk, hand, heard, OWN, QUESTION, UNKNOWN } from './hand.js';
import type { AtHand, QuotedThing } from '../../../routing/addressing/meant.js';
import type { DeskCommand } from '../../../routing/commands.js';

const NOTHING = hand([], []);
const OFFERED = hand([7], []);
const HELD = hand([], [7]);
const BOTH = hand([8], [7]);
const MANY_OFFERED = hand([7, 8], []);
const SEEN = hand([], [7], { elsewhere: { id: 't9', number: 9, maySee: true, mayNote: true } });

type Command = DeskCommand;
const on = (number: number) => ({ ticketId: `t${number}` });
const accept = (number: number): Command => ({ type: 'accept', ...on(number) });
const refuse = (number: number, reason?: string): Command => ({
  ...{ type: 'refuse', ...on(number) },
  ...(reason !== undefined && { reason }),
});

describe('an offer is answered', () => {
  test.each<[string, AtHand, QuotedThing | undefined, Command]>([
    ['1', OFFERED, undefined, accept(7)],
    [' 1. ', OFFERED, undefined, accept(7)],
    ['2', OFFERED, undefined, refuse(7)],
    ['aceitar', OFFERED, undefined, accept(7)],
    ['ACEITAR', OFFERED, undefined, accept(7)],
    ['accept', OFFERED, undefined, accept(7)],
    ['Aceptar!', OFFERED, undefined, accept(7)],
    ['recusar', OFFERED, undefined, refuse(7)],
    ['refuse', OFFERED, undefined, refuse(7)],
    ['Rechazar', OFFERED, undefined, refuse(7)],
    ['recusar estou no almoço', OFFERED, undefined, refuse(7, 'estou no almoço')],
    ['1 8', MANY_OFFERED, undefined, accept(8)],
    ['1 #8', MANY_OFFERED, undefined, accept(8)],
    ['1 #8', BOTH, undefined, accept(8)],
    ['aceitar # 8', BOTH, undefined, accept(8)],
    ['2 #7', MANY_OFFERED, undefined, refuse(7)],
    ['/aceitar #8', BOTH, undefined, accept(8)],
    ['/aceitar 8', BOTH, undefined, accept(8)],
    ['#8 /aceitar', BOTH, undefined, accept(8)],
    ['/1 8', BOTH, undefined, accept(8)],
    ['/aceitar', BOTH, undefined, accept(8)],
    ['/refuse', BOTH, undefined, refuse(8)],
    ['/recusar 8 sem tempo', BOTH, undefined, refuse(8, 'sem tempo')],
    ['1', BOTH, byDesk(8), accept(8)],
    ['2', MANY_OFFERED, byDesk(7), refuse(7)],
    ['recusar', hand([8, 9], [7]), byDesk(9), refuse(9)],
    ['/aceitar', MANY_OFFERED, byDesk(8), accept(8)],
    ['1 #8', BOTH, UNKNOWN, accept(8)],
    ['1', BOTH, byDesk(99), accept(99)],
  ])('%j with %j at hand, quoting %j', (text, atHand, quotes, command) => {
    const meant = { kind: 'command', command };
    expect(heard(text, atHand, quotes && { quotes })).toEqual(meant);
  });

  test.each<[string, AtHand, QuotedThing | undefined, string, object]>([
    ['1', NOTHING, undefined, 'rule.noOffer', {}],
    ['/aceitar', HELD, undefined, 'rule.noOffer', {}],
    ['1', MANY_OFFERED, undefined, 'rule.whichOffer', { numbers: '#7, #8' }],
    ['/aceitar', MANY_OFFERED, undefined, 'rule.whichOffer', { numbers: '#7, #8' }],
    ['1', OFFERED, UNKNOWN, 'rule.whichOffer', { numbers: '#7' }],
    ['1', OFFERED, OWN, 'rule.whichOffer', { numbers: '#7' }],
    ['/aceitar', OFFERED, UNKNOWN, 'rule.whichOffer', { numbers: '#7' }],
    ['1 #9', OFFERED, undefined, 'rule.notYours', { number: 9 }],
    ['1 #9', SEEN, undefined, 'rule.notOffered', { number: 9 }],
    ['1 #7', BOTH, undefined, 'rule.alreadyAccepted', { number: 7 }],
    ['1', HELD, byDesk(7), 'rule.alreadyAccepted', { number: 7 }],
    ['1 #7', MANY_OFFERED, byDesk(8), 'rule.numberAndQuote', { number: 7 }],
    ['#7 /aceitar 8', MANY_OFFERED, undefined, 'rule.twoNumbers', {}],
    ['/aceitar já', OFFERED, undefined, 'rule.badCommand', {}],
    ['1', HELD, undefined, 'rule.offerPassed', { words: '1', held: 7 }],
    ['recusar', HELD, undefined, 'rule.offerPassed', { words: 'recusar', held: 7 }],
    ['1 8', HELD, undefined, 'rule.offerPassed', { words: '1', held: 7 }],
    ['2', BOTH, undefined, 'rule.decisionOrWords', { words: '2', held: 7, number: 8, numbers: '#8' }],
    ['1 8', BOTH, undefined, 'rule.decisionOrWords', { words: '1', held: 7, number: 8, numbers: '#8' }],
    ['1', OFFERED, QUESTION, 'rule.whichOffer', { numbers: '#7' }],
    ['1', BOTH, byDesk(), 'rule.decisionOrWords', { words: '1', held: 7, number: 8, numbers: '#8' }],
  ])('%j with %j at hand, quoting %j, is asked about: %s', (text, atHand, quotes, ...[rule, facts]) => {
    expect(heard(text, atHand, quotes && { quotes })).toEqual({ rule, facts });
  });

  test('only by words that were sent since it was made', () => {
    const offered = [{ id: 't7', number: 7, offeredAt: at(-0.5) }];
    const atHand = hand([], [], { offered });
    expect(heard('1', atHand, { sentAt: at(-1) })).toEqual({ kind: 'command', command: accept(7) });
    expect(heard('1', atHand, { sentAt: at(-2) })).toMatchObject({ rule: 'rule.whichOffer' });
    expect(heard('/aceitar', atHand, { sentAt: at(-2) })).toMatchObject({ rule: 'rule.whichOffer' });
    expect(heard('1 #7', atHand, { sentAt: at(-2) })).toEqual({ kind: 'command', command: accept(7) });
  });
});
