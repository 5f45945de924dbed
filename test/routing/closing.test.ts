import { correctionOf } from '../../routing/closing.js';
import type { Desk } from '../../routing/desk.js';
import { parseDeskFile } from '../../routing/desk-file.js';
import { RuleBroken } from '../../routing/reason.js';
import { openTexts } from '../../texts/texts.js';
import { readFileSync } from 'node:fs';
import { NEW } from './tickets.js';

const desk: Desk = {
  definition: parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml'),
  texts: openTexts(),
  problems: () => [
    { id: 'sem-internet', title: 'Sem conexão', kind: 'complaint' },
    { id: 'horario', title: 'Horário', kind: 'information' },
  ],
};
const known = { ...NEW, problem: 'sem-internet' };
const unknown = { ...NEW, problem: '' };
const old = { ...NEW, problem: 'fax' };

function brokenBy(...asked: Parameters<typeof correctionOf>): RuleBroken {
  try {
    correctionOf(...asked);
  } catch (error) {
    if (error instanceof RuleBroken) return error;
  }
  throw new Error('no rule was broken');
}

test('a problem that is known takes the place of the other, and the kind follows it', () => {
  expect(correctionOf(desk, known, 'horario')).toEqual({ problem: 'horario', kind: 'information' });
  expect(correctionOf(desk, unknown, 'sem-internet')).toEqual({ problem: 'sem-internet', kind: 'complaint' });
});

test('what it had already stays acceptable, known or not, and corrects nothing', () => {
  for (const ticket of [known, unknown, old]) {
    expect(correctionOf(desk, ticket, ticket.problem)).toEqual({});
    expect(correctionOf(desk, ticket, undefined)).toEqual({});
  }
});

test('an unknown one is refused, by whatever door it came, and so is forgetting one', () => {
  expect(brokenBy(desk, known, 'fax')).toMatchObject({ rule: 'rule.unknownProblem', facts: { name: 'fax' } });
  expect(brokenBy(desk, known, '')).toMatchObject({ rule: 'rule.problemNeeded', facts: { number: 7 } });
  const { problems, ...ignorant } = desk;
  expect(brokenBy(ignorant, known, 'horario')).toMatchObject({ rule: 'rule.unknownProblem' });
});
