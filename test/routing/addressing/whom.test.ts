import { at, byCustomer, bySelf, hand, heard, QUESTION, say, whom } from './hand.js';
import type { AtHand, Said } from '../../../routing/addressing/meant.js';

describe('while it is asked whom words are for', () => {
  const open = (more: Partial<AtHand> = {}) => hand([], [7, 8, 9], whom([7, 8], more));
  const release = (number: number) => ({
    ...{ kind: 'release', question: open().question, ticketId: `t${number}` },
  });

  test('a number releases them', () => {
    expect(heard('8', open())).toEqual(release(8));
    expect(heard(' #8 ', open())).toEqual(release(8));
    expect(heard('#8', open({ isQuestionLast: false }))).toEqual(release(8));
    expect(heard('#8', open(), { quotes: byCustomer(8) })).toEqual(release(8));
    const later = open({ isQuestionLast: false });
    expect(heard('8', later, { quotes: QUESTION })).toEqual(release(8));
  });

  test.each<[string, AtHand, Partial<Said>, string]>([
    ['8', open({ isQuestionLast: false }), {}, 'rule.hashNeeded'],
    ['8', open({ offered: [{ id: 't5', number: 5 }] }), {}, 'rule.hashNeeded'],
    ['8', open(), { sentAt: at(-31) }, 'rule.hashNeeded'],
    ['#8', open(), { sentAt: at(-31) }, 'rule.askedSince'],
    ['9', open(), {}, 'rule.notAmong'],
    ['#9', open(), {}, 'rule.notAmong'],
    ['#6', open(), {}, 'rule.notYours'],
    ['6', open(), {}, 'rule.notYours'],
    ['1', open(), {}, 'rule.offerPassed'],
  ])('%j with %j and %j is asked about: %s', (text, atHand, more, rule) => {
    expect(heard(text, atHand, more)).toMatchObject({ rule });
  });

  test('words with a name are for that customer, others are asked about again', () => {
    expect(heard('#8 oi', open())).toEqual(say(8, 'oi'));
    expect(heard('#8', open(), { hasFiles: true })).toEqual(say(8, ''));
    expect(heard('oi', open(), { quotes: bySelf(9) })).toEqual(say(9, 'oi'));
    expect(heard('e mais', open())).toMatchObject({ kind: 'ask-whom', text: 'e mais', why: 'several' });
    expect(heard('oi', hand([], [7], whom([7, 8])))).toMatchObject({ kind: 'ask-whom', text: 'oi' });
  });

  test('the number 1 of a ticket is its number', () => {
    expect(heard('1', hand([], [1, 2], whom([1, 2])))).toMatchObject({ kind: 'release', ticketId: 't1' });
  });
});
