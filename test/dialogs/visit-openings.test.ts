import { customerSystem } from '../support/customer-system.js';
import { openTalk, type TalkOptions } from '../support/talk.js';

/** A Monday, ten in the morning. */
const maria = (options: TalkOptions = {}) => openTalk({ verified: 'c-1', ...options });
const changes = (talk: ReturnType<typeof openTalk>) => talk.last.notes.changes;
const booked = (date: string, period: string, reason: string) => ({
  ...{ type: 'visit.booked', customerId: 'c-1', date, period, reason },
  protocol: expect.stringMatching(/^V-\d{6}$/) as string,
});

describe('what is not open', () => {
  const asked = async (day: string, ...full: string[]) => {
    const talk = maria();
    full.forEach((half) => talk.system.full.add(half));
    await talk.says('quero marcar visita');
    return talk.says(day);
  };

  test.each([
    ['domingo', 'Aos domingos não fazemos visitas. O mais perto de domingo, 29/11: sexta, 27/11'],
    ['22/11', 'Esse dia já passou.'],
    ['20/11/2026', 'Esse dia já passou.'],
  ])('%s is said to be so', async (day, words) => {
    expect(await asked(day)).toContain(words);
  });

  test('a day beyond the calendar is said to be so', async () => {
    const whole = customerSystem();
    const talk = maria({
      system: {
        ...whole,
        openSlots: async (from, limit) => (from > '2027-02-01' ? [] : whole.openSlots(from, limit)),
      },
    });
    await talk.says('quero marcar visita');
    expect(await talk.says('10/03/2027')).toContain('A agenda de quarta, 10/03 ainda não está aberta');
  });

  test('a full day is said to be so, with days next to it', async () => {
    const answer = await asked('quinta', '2026-11-26 morning', '2026-11-26 afternoon');
    expect(answer).toContain('Quinta, 26/11, não tem mais vaga. O mais perto que tenho: quarta, 25/11');
    expect(answer).toContain('sexta, 27/11');
  });

  test('a holiday is said to be one', async () => {
    expect(await asked('dia 25/12', '2026-12-25 morning', '2026-12-25 afternoon')).toContain('é feriado');
  });

  test('the other half of the day is offered, and a plain yes takes it', async () => {
    const talk = maria();
    talk.system.full.add('2026-11-26 morning');
    await talk.says('quero marcar visita');
    expect(await talk.says('quinta de manhã')).toContain(
      'Quinta, 26/11, de manhã, não tem vaga; tenho à tarde. Pode ser?',
    );
    expect(await talk.says('pode ser')).toContain('Quinta, 26/11, à tarde');
  });

  test('a half day that was taken before the confirmation is not booked', async () => {
    const talk = maria();
    await talk.says('manda um tecnico quinta de manha pq a net caiu');
    talk.system.full.add('2026-11-26 morning');
    expect(await talk.says('sim')).toContain('Essa vaga acabou de ser ocupada');
    expect(changes(talk)).toEqual([]);
    await talk.says('pode ser');
    await talk.says('sim');
    expect(changes(talk)).toEqual([booked('2026-11-26', 'afternoon', 'a net caiu')]);
  });

  test('shortly before midnight "amanhã" is the desk\'s tomorrow, and today is over', async () => {
    const talk = maria({ at: '2026-11-23T23:50:00-03:00' });
    expect(await talk.says('manda um tecnico amanha')).toContain('Terça, 24/11');
    expect(await talk.says('hoje')).toContain('Para hoje não tenho mais vaga');
  });
});
