import type { Reply } from '../../bot/turn.js';
import type { Slot, Visit } from '../customers.js';
import type { TaskTurn } from '../task.js';
import { dateText, dayText } from '../wording.js';
import { label, SHORT } from './labels.js';
import type { Choice } from './offer.js';

type Speaks = Pick<TaskTurn, 'say' | 'language' | 'today'>;

/** "terça, 24/11"; today is called so, as a weekday's name is its next one. */
const dayName = (date: string, { say, language, today }: Speaks): string =>
  date === today ? `${say('visit.today')}, ${dateText(date, language)}` : dayText(date, language);

/** "terça, 24/11, de manhã". */
export const slotText = ({ date, period }: Slot, turn: Speaks): string =>
  `${dayName(date, turn)}, ${turn.say(`visit.half_${period}`)}`;

/** "terça, 24/11, de manhã (8h às 12h)". */
export const slotWithWindow = (slot: Slot, turn: Speaks): string =>
  `${slotText(slot, turn)} (${turn.say(`visit.window_${slot.period}`)})`;

/** "terça, 24/11 (manhã ou tarde); quarta, 25/11 (manhã)". */
function openText(slots: readonly Slot[], turn: Speaks): string {
  const days = [...new Set(slots.map(({ date }) => date))];
  const halves = (day: string) =>
    slots.filter(({ date }) => date === day).map(({ period }) => SHORT[turn.language][period]);
  return days
    .map((day) => `${dayName(day, turn)} (${halves(day).join(` ${turn.say('visit.or')} `)})`)
    .join('; ');
}

/** The sentence with a capital letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Says what is open and asks to choose. */
export function choiceReply({ why, open, date, period }: Choice, turn: Speaks): Reply {
  const [first] = open;
  const text = turn.say(`visit.choose_${why}`, {
    open: openText(open, turn),
    day: date === undefined ? '' : dayName(date, turn),
    half: period ? turn.say(`visit.half_${period}`) : '',
    other: first ? turn.say(`visit.half_${first.period}`) : '',
  });
  const halves = [
    turn.say('visit.tapMorning'),
    turn.say('visit.tapAfternoon'),
    turn.say('visit.tapOtherDay'),
  ];
  const labels = open.slice(0, 5).map((slot) => label(slot, turn.language));
  return { text: capital(text), suggestions: why === 'period' ? halves : labels };
}

/** A visit as a question or a brief names it: "quinta, 26/11, de manhã (V-482913)". */
export const visitText = (visit: Visit, turn: Speaks): string =>
  `${slotText(visit, turn)} (${visit.protocol})`;
