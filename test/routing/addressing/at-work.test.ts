import fc from 'fast-check';
import { meaningOf } from '../../../routing/addressing/addressing.js';
import { RuleBroken } from '../../../routing/reason.js';
import { AgentAtWork } from './agent-at-work.js';
import {
  byCustomer,
  byDesk,
  bySelf,
  closing,
  hand,
  left,
  NOW,
  OWN,
  QUESTION,
  TEAM,
  UNKNOWN,
  whom,
} from './hand.js';
import type { AtHand, Meant, QuotedThing } from '../../../routing/addressing/meant.js';

test('words reach the customer they are meant for, or are asked about, whatever happens meanwhile', () => {
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 15, maxLength: 35 }), (chances) => {
      const ana = new AgentAtWork();
      for (const chance of chances) ana.step(chance);
      ana.finish();
      for (const [outcome, times] of ana.outcomes)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times);
    }),
    { numRuns: 10_000, seed: 20261123 },
  );
  const total = (of: RegExp) => [...outcomes].reduce((sum, [what, n]) => sum + (of.test(what) ? n : 0), 0);
  for (const way of ['number', 'quote', 'plain'])
    expect(total(new RegExp(`^say by ${way}: say`))).toBeGreaterThan(1000);
  for (const rare of [/: ask-whom/, /: release/, /: answer/]) expect(total(rare)).toBeGreaterThan(40);
});

const SITUATIONS: readonly AtHand[] = [
  ...[hand([], []), hand([7], []), hand([], [7]), hand([8], [7]), hand([7, 8], []), hand([], [7, 8])],
  ...[
    hand([], [7], { left: [left(6, 60)] }),
    hand([], [7, 8], whom([7, 8])),
    hand([], [7], closing(7, 'Reinicie')),
  ],
  hand([9], [7, 8], closing(7, '', { isQuestionLast: false })),
  hand([], [7], { elsewhere: { id: 't9', number: 9, maySee: true, mayNote: true } }),
];
const QUOTES: readonly (QuotedThing | undefined)[] = [
  ...[undefined, byCustomer(7), byCustomer(8), byCustomer(99), bySelf(7), OWN, UNKNOWN],
  ...[byDesk(), byDesk(7), byDesk(8), byDesk(99), QUESTION],
];

/** Pieces of what agents write, and anything else. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '#7',
          '#8',
          '# 7',
          '＃７',
          '#99',
          '7',
          '1',
          '2',
          '/',
          '／',
          ' ',
          '\n',
          '\u00a0',
          '\u200b',
          ';',
          ':',
        ],
        ...['encerrar', '/encerrar', 'aceitar', '/nota', 'transferir', 'bia', 'fila', '/cancelar', 'oi', '*'],
      ),
      { maxLength: 7 },
    )
    .map((pieces) => pieces.join('')),
);

const COMMAND_LINE = /^[\s\p{Cf}]*[/／]/u;
const NUMBER_LINE = /^[\s\p{Cf}]*[#＃]+[\s\p{Cf}]*[0-9０-９]/u;

test('whatever is written is understood or asked about, and no customer reads a command or a number', () => {
  fc.assert(
    fc.property(
      ...[words, fc.constantFrom(...SITUATIONS), fc.constantFrom(...QUOTES), fc.boolean()],
      (text, atHand, quotes, hasFiles) => {
        let meant: Meant | undefined;
        try {
          meant = meaningOf({ text, sentAt: NOW, hasFiles, ...(quotes && { quotes }) }, atHand, TEAM);
        } catch (error) {
          if (!(error instanceof RuleBroken)) throw error;
        }
        if (meant?.kind !== 'say' && meant?.kind !== 'ask-whom') return;
        const lines = meant.text.split(/[\r\n\u2028\u2029]/);
        expect(lines.some((line) => COMMAND_LINE.test(line) || NUMBER_LINE.test(line))).toBe(false);
        if (meant.kind !== 'say') return;
        const said = meant.ticketId;
        expect(atHand.held.map(({ id }) => id)).toContain(said);
        if (quotes && quotes.by !== 'unknown' && quotes.ticketId) expect(said).toBe(quotes.ticketId);
      },
    ),
    { numRuns: 8_000, seed: 20261123 },
  );
});

test('long rows of anything are read at once', () => {
  for (const piece of [' ', '#', '/', ';', '#7 ', 'a ', '\n', '*', '\u200b', '@', 'para '])
    for (const text of [
      piece.repeat(30_000),
      `a${piece.repeat(30_000)}b`,
      `/transferir ${piece.repeat(30_000)}b`,
    ])
      expect(() => meaningOf({ text, sentAt: NOW }, hand([], [7]), TEAM)).not.toThrow(RangeError);
});
