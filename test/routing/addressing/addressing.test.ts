import { at, byCustomer, byDesk, bySelf, closing, hand, heard, left, OWN, QUESTION } from './hand.js';
import { say, UNKNOWN } from './hand.js';
import type { AtHand, Meant, Said } from '../../../routing/addressing/meant.js';

const NOTHING = hand([], []);
const OFFERED = hand([7], []);
const HELD = hand([], [7]);
const BOTH = hand([8], [7]);
const MANY = hand([], [7, 8]);

describe('a number in front names the customer', () => {
  test.each<[string, string]>([
    ['#8 Bom dia', 'Bom dia'],
    ['#8: Bom dia', 'Bom dia'],
    ['#8:Bom dia', 'Bom dia'],
    ['# 8 Bom dia', 'Bom dia'],
    ['#8 - Bom dia', 'Bom dia'],
    ['#8, bom dia', 'bom dia'],
    ['#8\nBom dia\ntudo bem?', 'Bom dia\ntudo bem?'],
    ['  \u200b#8\u00a0Bom dia', 'Bom dia'],
    ['＃８\u3000Bom dia', 'Bom dia'],
    ['#008 oi', 'oi'],
    ['#8👍', '👍'],
    ['#8 #8 oi', 'oi'],
    ['#8 1', '1'],
    ['#8 encerrar', 'encerrar'],
    ['#8 -5 graus', '-5 graus'],
    ['#8 veja o protocolo #8', 'veja o protocolo #8'],
    ['#8', ''],
  ])('%j is for #8: %j', (text, words) => {
    expect(heard(text, MANY)).toEqual(say(8, words));
  });

  test.each<[string, AtHand, string, object]>([
    ['#9 bom dia', MANY, 'rule.notYours', { number: 9 }],
    ['#9 bom dia', HELD, 'rule.notYours', { number: 9 }],
    ['#8 bom dia', BOTH, 'rule.acceptFirst', { number: 8 }],
    ['#7 #8 bom dia', MANY, 'rule.twoNumbers', {}],
    ['#7 bom dia\n#8 boa tarde', MANY, 'rule.twoNumbers', {}],
    ['#7 bom dia\n *#8* boa tarde', MANY, 'rule.twoNumbers', {}],
    ['#7 e #8 o técnico já vai', MANY, 'rule.twoNumbers', {}],
    ['oi\n#99 olá', HELD, 'rule.twoNumbers', {}],
    ['#7 oi\n/encerrar', MANY, 'rule.slashLine', {}],
    ['oi\r\n  /encerrar', HELD, 'rule.slashLine', {}],
    ['#7oi', MANY, 'rule.numberUnclear', { number: 7 }],
    ['#7,8 oi', MANY, 'rule.numberUnclear', { number: 7 }],
    ['*#8* oi', HELD, 'rule.numberUnclear', { number: 8 }],
    ['(#7) oi', MANY, 'rule.numberUnclear', { number: 7 }],
    ['#5G é ótimo', HELD, 'rule.numberUnclear', { number: 5 }],
  ])('%j is asked about: %s', (text, atHand, rule, facts) => {
    expect(heard(text, atHand)).toEqual({ rule, facts });
  });

  test('a number alone with nothing behind it says nothing', () => {
    expect(heard('#7', HELD, { hasFiles: false })).toEqual({ rule: 'rule.noWords', facts: { number: 7 } });
    expect(heard('#7', HELD, { hasFiles: true })).toEqual(say(7, ''));
  });

  test('a hashtag is a word', () => {
    expect(heard('#promo de hoje', HELD)).toEqual(say(7, '#promo de hoje', false));
  });
});

describe('a quote names the customer', () => {
  test.each<[string, Partial<Said>, Meant]>([
    ['oi', { quotes: byCustomer(8) }, say(8, 'oi')],
    ['oi', { quotes: bySelf(8) }, say(8, 'oi')],
    ['oi', { quotes: byDesk(8) }, say(8, 'oi')],
    ['', { quotes: byCustomer(8), hasFiles: true }, say(8, '')],
    ['1', { quotes: byCustomer(8) }, say(8, '1')],
    ['1', { quotes: bySelf(8) }, say(8, '1')],
    ['1 8', { quotes: byCustomer(8) }, say(8, '1 8')],
    ['aceitar', { quotes: byCustomer(8) }, say(8, 'aceitar')],
    ['encerrar', { quotes: byCustomer(8) }, say(8, 'encerrar')],
    ['#8 oi', { quotes: byCustomer(8) }, say(8, 'oi')],
    ['#8 oi', { quotes: UNKNOWN }, say(8, 'oi')],
    ['#8 oi', { quotes: OWN }, say(8, 'oi')],
  ])('%j quoting %j', (text, more, meant) => {
    expect(heard(text, MANY, more)).toEqual(meant);
  });

  test.each<[string, AtHand, Partial<Said>, string, object]>([
    ['#7 oi', MANY, { quotes: byCustomer(8) }, 'rule.numberAndQuote', { number: 7 }],
    ['#7 oi', MANY, { quotes: byDesk(8) }, 'rule.numberAndQuote', { number: 7 }],
    ['#9 oi', MANY, { quotes: byCustomer(8) }, 'rule.numberAndQuote', { number: 9 }],
    ['1 #7', MANY, { quotes: byCustomer(8) }, 'rule.numberAndQuote', { number: 7 }],
    ['/encerrar #7', MANY, { quotes: byCustomer(8) }, 'rule.numberAndQuote', { number: 7 }],
    ['oi', HELD, { quotes: byCustomer(9) }, 'rule.quotedGone', {}],
    ['oi', BOTH, { quotes: byDesk(8) }, 'rule.acceptFirst', { number: 8 }],
    ['oi', HELD, { quotes: UNKNOWN }, 'rule.quoteUnclear', { numbers: '#7', number: 7 }],
    ['oi', HELD, { quotes: OWN }, 'rule.quoteUnclear', { numbers: '#7', number: 7 }],
    ['oi', HELD, { quotes: byDesk() }, 'rule.quoteUnclear', { numbers: '#7', number: 7 }],
    ['oi', NOTHING, { quotes: UNKNOWN }, 'rule.noTicket', {}],
    ['oi', OFFERED, { quotes: UNKNOWN }, 'rule.acceptFirst', { number: 7 }],
    ['oi\n#7 tchau', MANY, { quotes: byCustomer(8) }, 'rule.twoNumbers', {}],
    ['o #7 também', MANY, { quotes: byCustomer(8) }, 'rule.twoNumbers', {}],
  ])('%j with %j quoting %j is asked about: %s', (text, atHand, more, ...[rule, facts]) => {
    expect(heard(text, atHand, more)).toEqual({ rule, facts });
  });

  test('of a ticket of somebody else is told by its number', () => {
    const elsewhere = { id: 't9', number: 9, maySee: true, mayNote: true };
    const atHand = hand([], [7], { elsewhere });
    expect(heard('oi', atHand, { quotes: byCustomer(9) })).toEqual({
      ...{ rule: 'rule.notYours', facts: { number: 9 } },
    });
  });
});

describe('words without a name', () => {
  test.each(['Bom dia!', '  duas\nlinhas ', '', 'aceitar a proposta', 'encerrar', 'nota fiscal', '12', '3'])(
    '%j are for the only customer',
    (text) => {
      expect(heard(text, HELD)).toEqual(say(7, text, false));
    },
  );

  test('are asked about where several are served', () => {
    const among = [
      { id: 't7', number: 7 },
      { id: 't8', number: 8 },
    ];
    expect(heard('oi', MANY)).toEqual({ kind: 'ask-whom', text: 'oi', among, why: 'several', gone: [] });
    expect(heard('', MANY)).toMatchObject({ kind: 'ask-whom', text: '', among, why: 'several' });
  });

  test('are asked about where another one was just lost', () => {
    const among = [{ id: 't7', number: 7 }];
    const lost = hand([], [7], { left: [left(6, 9.4)] });
    expect(heard('oi', lost)).toEqual({ kind: 'ask-whom', text: 'oi', among, why: 'left', gone: [6] });
    expect(heard('oi', lost, { sentAt: at(889) })).toMatchObject({ kind: 'ask-whom' });
    expect(heard('oi', lost, { sentAt: at(890) })).toEqual(say(7, 'oi', false));
    expect(heard('#7 oi', lost)).toEqual(say(7, 'oi'));
  });

  test('are asked about where one has left since they were sent, to the second', () => {
    const known = hand([], [7], { left: [left(6, 30, 9.4)] });
    const sent = (sentAt: Date) => heard('oi', known, { sentAt });
    expect(sent(at(-10))).toMatchObject({ kind: 'ask-whom', why: 'left' });
    expect(sent(at(-9))).toEqual(say(7, 'oi', false));
  });

  test('are asked about where a closing was called off before they can have read of it', () => {
    const off = hand([], [7], closing(7, 'Reinicie', { droppedAt: -5 }));
    expect(heard('orientei', off)).toMatchObject({ kind: 'ask-whom', text: 'orientei', why: 'dropped' });
    expect(heard('1', off)).toEqual({ rule: 'rule.questionGone', facts: {} });
    expect(heard('orientei', off, { quotes: QUESTION })).toEqual({ rule: 'rule.questionGone', facts: {} });
    expect(heard('1', off, { quotes: QUESTION })).toEqual({ rule: 'rule.questionGone', facts: {} });
    expect(heard('#7 diga', off)).toEqual(say(7, 'diga'));
    expect(heard('diga', off, { sentAt: at(5) })).toMatchObject({ kind: 'ask-whom' });
    expect(heard('diga', off, { sentAt: at(6) })).toEqual(say(7, 'diga', false));
  });

  test('are asked about where they are older than the acceptance, to the second', () => {
    const held = [{ id: 't7', number: 7, acceptedAt: at(-9.4) }];
    const sent = (sentAt: Date) => heard('oi', hand([], [], { held }), { sentAt });
    expect(sent(at(-11))).toMatchObject({ kind: 'ask-whom', why: 'older' });
    expect(sent(at(-10))).toEqual(say(7, 'oi', false));
  });

  test('that are the number of a ticket are no words', () => {
    const lost = hand([9], [7], { left: [left(6, 60)] });
    for (const number of [6, 7, 9])
      expect(heard(`${number}`, lost)).toEqual({ rule: 'rule.numberAlone', facts: { number, held: 7 } });
    expect(heard('#7 7', lost)).toEqual(say(7, '7'));
  });

  test('wait for a ticket where none is held', () => {
    expect(heard('oi', NOTHING)).toEqual({ rule: 'rule.noTicket', facts: {} });
    expect(heard('oi', OFFERED)).toEqual({ rule: 'rule.acceptFirst', facts: { number: 7 } });
    expect(heard('1 bom dia', OFFERED)).toEqual({ rule: 'rule.acceptFirst', facts: { number: 7 } });
  });

  test.each(['/home/x', '//', '/', '/ ', '/x', '/etc.conf', '／home/x', '\u200b/home', '/nota.txt a', '/12'])(
    'that begin with a slash and are no command, %j, are for nobody',
    (text) => {
      expect(heard(text, HELD)).toEqual({ rule: 'rule.badCommand', facts: {} });
      expect(heard(text, HELD, { quotes: byCustomer(7) })).toMatchObject({ rule: 'rule.badCommand' });
    },
  );
});

describe('while a closing question is open', () => {
  const open = (proposed = 'Reinicie', more: Partial<AtHand> = {}) =>
    hand([], [7, 8], closing(7, proposed, more));
  const answer = (text: string) => ({ kind: 'answer', question: open().question, text });

  test('one digit takes what was proposed, other words are the answer', () => {
    expect(heard('1', open())).toEqual(answer(''));
    expect(heard(' 1️⃣ ', open())).toEqual(answer(''));
    expect(heard('Pedi que reiniciasse ', open())).toEqual(answer('Pedi que reiniciasse'));
    expect(heard('encerrar', open())).toEqual(answer('encerrar'));
  });

  test('its quote answers it, whatever was said since', () => {
    const later = open('Reinicie', { isQuestionLast: false, offered: [{ id: 't9', number: 9 }] });
    expect(heard('1', later, { quotes: QUESTION })).toEqual({ ...answer(''), question: later.question });
    expect(heard('nota fiscal', later, { quotes: byDesk(7, 'question') })).toMatchObject({
      ...{ kind: 'answer', text: 'nota fiscal' },
    });
    expect(heard('Cancelar', later, { quotes: QUESTION })).toEqual({
      ...{ kind: 'command', command: { type: 'cancel' } },
    });
  });

  test.each<[string, AtHand, Partial<Said>, string]>([
    ['oi', open('x', { isQuestionLast: false }), {}, 'rule.questionOpen'],
    ['oi', open('x', { offered: [{ id: 't9', number: 9 }] }), {}, 'rule.questionOpen'],
    ['1', open('x', { isQuestionLast: false }), {}, 'rule.questionOpen'],
    ['1', open('x', { offered: [{ id: 't9', number: 9 }] }), {}, 'rule.decisionOrWords'],
    ['1', open(''), {}, 'rule.nothingProposed'],
    ['1', open(''), { quotes: QUESTION }, 'rule.nothingProposed'],
    ['2', open(), {}, 'rule.questionOpen'],
    ['', open(), {}, 'rule.questionOpen'],
    ['', open(), { quotes: QUESTION }, 'rule.questionOpen'],
    ['veja a foto', open(), { hasFiles: true }, 'rule.questionOpen'],
    ['oi', open(), { sentAt: at(-31) }, 'rule.questionOpen'],
    ['oi', open(), { quotes: byDesk(7) }, 'rule.questionOpen'],
    ['oi', open(), { quotes: UNKNOWN }, 'rule.quoteUnclear'],
  ])('%j with %j and %j is asked about: %s', (text, atHand, more, rule) => {
    expect(heard(text, atHand, more)).toMatchObject({ rule });
  });

  test('words with a name are for the customer, a slash is a command', () => {
    expect(heard('#8 oi', open())).toEqual(say(8, 'oi'));
    expect(heard('#7 1', open())).toEqual(say(7, '1'));
    expect(heard('oi', open(), { quotes: byCustomer(7) })).toEqual(say(7, 'oi'));
    expect(heard('oi', open(), { quotes: byDesk(8) })).toEqual(say(8, 'oi'));
    expect(heard('/cancelar', open())).toEqual({ kind: 'command', command: { type: 'cancel' } });
    expect(heard('/encerrar #8', open())).toMatchObject({ command: { type: 'begin-closing' } });
  });

  test('it is over after a quarter of an hour, and when its ticket is gone', () => {
    const asked = (seconds: number) => heard('oi', open(), { sentAt: at(seconds) });
    expect(asked(869)).toEqual(answer('oi'));
    expect(asked(870)).toMatchObject({ kind: 'ask-whom' });
    const gone = hand([], [8], closing(7, 'x', { droppedAt: -20 }));
    expect(heard('oi', gone)).toEqual(say(8, 'oi', false));
    const offered = (droppedAt: number) => ({ ...hand([9], []), ...closing(7, 'x', { droppedAt }) });
    expect(heard('1', offered(-10))).toEqual({ rule: 'rule.whichOffer', facts: { numbers: '#9' } });
    expect(heard('1', offered(-11))).toMatchObject({ command: { type: 'accept', ticketId: 't9' } });
    expect(heard('1 #9', offered(-10))).toMatchObject({ command: { type: 'accept', ticketId: 't9' } });
    expect(heard('/cancelar', gone)).toEqual({ rule: 'rule.nothingAsked', facts: {} });
    expect(heard('oi', gone, { quotes: byDesk(8, 'question') })).toEqual({
      ...{ rule: 'rule.questionGone', facts: {} },
    });
  });
});
