import type { Me, Named, TicketSummary } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { countdown, dayTime, shortSpan } from './times.js';
import { useWords, type Words } from './words.js';

/** What will happen to a ticket by itself, and when. Nothing for offers to the viewer: they have their own clock. */
export function Timers({ ticket, me }: { readonly ticket: TicketSummary; readonly me: Me }) {
  const words = useWords();
  const now = useNow(1000);
  const lines = timersOf(ticket, me, words, now);
  if (lines.length === 0) return null;
  return <p class="timers">{lines.join(' · ')}</p>;
}

function timersOf(ticket: TicketSummary, me: Me, { say, language }: Words, now: number): string[] {
  const { answerBy, agent, passing, waitingSince, escalateAt, retryAt, callbackAt } = ticket;
  const left = (iso: string) => countdown(Date.parse(iso) - now) ?? say('anyMoment');
  const answers = (by: string, { id, name }: Named) => {
    if (id === me.id) return undefined;
    const time = countdown(Date.parse(by) - now);
    return time ? say('hasToAnswer', { name, time }) : `${name}: ${say('answerOver')}`;
  };
  const waited = waitingSince && shortSpan(now - Date.parse(waitingSince));
  return [
    answerBy && agent && answers(answerBy, agent),
    passing && answers(passing.answerBy, passing.to),
    waited && say('inLine', { time: waited }),
    escalateAt && say('nextRungIn', { time: left(escalateAt) }),
    retryAt && say('retryIn', { time: left(retryAt) }),
    callbackAt && say('callbackAt', { time: dayTime(callbackAt, language) }),
  ].flatMap((line) => (line ? [line] : []));
}

/** Who keeps whom waiting: an agent their customer, with a stronger colour after each reminder, or the reverse. */
export function SilenceChip({ ticket }: { readonly ticket: TicketSummary }) {
  const { say } = useWords();
  const now = useNow(15_000);
  const { silent, idle } = ticket;
  if (silent) {
    const time = shortSpan(now - Date.parse(silent.since));
    const colour = ['', 'warned', 'alarming'][Math.min(2, silent.reproaches)] ?? '';
    return (
      <span class={`chip silent ${colour}`}>{time ? say('silentFor', { time }) : say('silentNow')}</span>
    );
  }
  return idle ? <span class="chip">{say('customerSilent')}</span> : null;
}
