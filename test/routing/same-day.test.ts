import type { Level } from '../../routing/desk-definition.js';
import { decideSameDay, type FinishedToday, type SameDay } from '../../routing/policy.js';
import { reason } from '../../routing/reason.js';
import { candidate, choice, NOW, wanted, type Wish } from './candidates.js';

const RULES = { specialHours: [{ from: '11:50', to: '13:20' }], timeZone: 'America/Sao_Paulo' };

describe('the same-day rule', () => {
  const FINISHED: FinishedToday = { agentId: 'ana', closedAt: new Date('2026-11-23T09:30:00-03:00') };
  const SPECIAL = new Date('2026-11-23T12:05:00-03:00');
  interface Case {
    readonly level?: Level;
    readonly finished?: FinishedToday | undefined;
    readonly ana?: Wish;
    readonly now?: Date;
  }
  const decided = ({ level = 'technician', ana = {}, now = NOW, ...more }: Case): SameDay =>
    decideSameDay(
      wanted({ level }),
      'finished' in more ? more.finished : FINISHED,
      { candidates: [candidate('ana', { name: 'Ana Souza', ...ana })], rules: RULES },
      now,
    );
  const everything: Case = { now: SPECIAL, ana: { onShift: false, away: true, openTickets: 2 } };

  test.each<[string, Case]>([
    ['same-day', {}],
    ['same-day', { level: 'specialist' }],
    ['same-day', { ana: { openTickets: 1 } }],
    ['same-day.level', { ...everything, level: 'supervisor', finished: undefined }],
    ['same-day.none', { ...everything, finished: undefined }],
    ['same-day.none', { finished: { ...FINISHED, agentId: 'somebody who left' } }],
    ['same-day.special-hours', everything],
    ['same-day.off-shift', { ...everything, now: NOW }],
    ['same-day.away', { ana: { away: true, openTickets: 2 } }],
    ['same-day.full', { ana: { openTickets: 2 } }],
    ['same-day.full', { ana: { openTickets: 3 } }],
  ])('gives the code %s for %j', (code, given) => {
    const { reason: why, agentId } = decided(given);
    expect(why.code).toBe(code);
    expect(agentId).toBe(code === 'same-day' ? 'ana' : undefined);
  });

  test('says the facts by which the agent can check it', () => {
    expect(decided({}).reason.facts).toEqual({ agent: 'Ana Souza', time: '09:30' });
    expect(decided({ now: SPECIAL }).reason.facts).toEqual({
      ...{ agent: 'Ana Souza', time: '12:05', from: '11:50', to: '13:20' },
    });
    expect(decided({ ana: { openTickets: 2 } }).reason.facts).toEqual({
      ...{ agent: 'Ana Souza', open: 2, capacity: 2 },
    });
  });

  test('is never blocked by the language', () => {
    const ana = candidate('ana', { languages: ['pt-BR'] });
    const team = { candidates: [ana], rules: RULES };
    expect(decideSameDay(wanted({ language: 'en' }), FINISHED, team, NOW).agentId).toBe('ana');
  });

  const taken: SameDay = { agentId: 'ana', reason: reason('same-day') };
  const pair = [candidate('ana', { departments: ['sales'], openTickets: 1 }), candidate('bia')];

  test('once taken goes before every rung, with this one reason', () => {
    expect(choice({ skills: ['fiber'] }, pair, taken)).toBe('ana same-day');
  });

  test('once its agent has refused leaves the ticket to the ladder', () => {
    const refused: SameDay = { reason: reason('same-day.refused') };
    expect(choice({ passedOver: ['ana'] }, pair, refused)).toBe('bia skill same-day.refused');
    expect(choice({ passedOver: ['ana'] }, pair, taken)).toBe('bia skill same-day');
  });
});
