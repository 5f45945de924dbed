import type { Level } from '../../routing/desk-definition.js';
import { chooseAgent, decideSameDay, type FinishedToday, type SameDay } from '../../routing/policy.js';
import { reason } from '../../routing/reason.js';
import {
  candidate,
  choice,
  choose,
  line,
  NOW,
  RULES as CHOICE_RULES,
  wanted,
  type Wish,
} from './candidates.js';

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
    expect(choice({ skills: ['fiber'], sameDay: taken }, pair)).toBe('ana same-day');
    expect(choice({ skills: ['fiber'], language: 'en', sameDay: taken }, pair)).toBe('ana same-day');
  });

  test('once taken enters no rung: the clock of the first begins when the agent has said no', () => {
    expect(choose({ sameDay: taken }, pair)).not.toHaveProperty('ladder');
  });

  test('once its agent has refused leaves the ticket to the ladder', () => {
    const refused: SameDay = { reason: reason('same-day.refused') };
    expect(choice({ passedOver: ['ana'], sameDay: refused }, pair)).toBe('bia skill same-day.refused');
  });

  test('has its reason in front of those of the rungs, whatever becomes of the search', () => {
    const sameDay: SameDay = { reason: reason('same-day.full') };
    const full = candidate('bia', { openTickets: 2 });
    const gone = candidate('bia', { onShift: false, shifts: [{ days: [1], from: '12:00', to: '13:00' }] });
    expect(choice({ sameDay }, [candidate('bia')])).toBe('bia skill same-day.full');
    expect(choice({ sameDay }, [full])).toBe('wait same-day.full skill.full');
    expect(choice({ sameDay }, [gone])).toMatch(/^schedule same-day\.full .*callback$/);
  });

  test('has no say in a transfer: no code of it is among the reasons', () => {
    const { sameDay: _, ...transfer } = wanted();
    const made = chooseAgent(transfer, pair, CHOICE_RULES, NOW);
    expect(line(made)).toBe('bia skill');
  });
});
