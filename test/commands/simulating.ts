import { runFile } from '../../commands/simulate/run.js';

/** A Monday. São Paulo is three hours behind UTC all year. */
export const MONDAY = '2026-11-23';
export const at = (time: string, date = MONDAY): string =>
  `${date}T${time.length === 5 ? `${time}:00` : time}-03:00`;

type Json = Record<string, unknown>;

/** 08:00 to 18:00 on working days. */
export const OFFICE = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];
export const shift = (from: string, to: string, days = [1, 2, 3, 4, 5, 6, 7]) => [{ days, from, to }];

/** A technician of `suporte` with room for three, unless said otherwise. */
export const agent = (id: string, more: Json = {}): Json => ({
  ...{ id, name: id[0]?.toUpperCase() + id.slice(1), level: 'technician', departments: ['suporte'] },
  ...{ skills: [], languages: ['pt-BR'], capacity: 3, shifts: OFFICE, ...more },
});
export const specialist = (id: string, more: Json = {}) => agent(id, { level: 'specialist', ...more });
export const supervisor = (id: string, more: Json = {}) => agent(id, { level: 'supervisor', ...more });

/** `09:20 opens t1 c1`, `09:20:20 accepts t1 ana`, `2026-11-24 08:00 closes t1`. */
export function event(line: string, more: Json = {}): Json {
  const words = line.split(' ');
  const date = /^\d{4}-/.test(line) ? words.shift() : MONDAY;
  const [time = '', verb, one, two] = words;
  const when = { at: at(time, date) };
  const agentTold = { ...when, agent: one };
  const about = { ...when, ticket: one };
  const byVerb: Record<string, Json> = {
    opens: { ...about, type: 'ticket.opened', customer: two, department: 'suporte', ...more },
    accepts: { ...about, type: 'ticket.accepted', agent: two },
    refuses: { ...about, type: 'ticket.refused', agent: two },
    passes: { ...about, type: 'ticket.transferred', agent: two },
    moves: { ...about, type: 'ticket.transferred', department: two },
    closes: { ...about, type: 'ticket.closed' },
    away: { ...agentTold, type: 'agent.away' },
    back: { ...agentTold, type: 'agent.available' },
  };
  const made = byVerb[verb ?? ''];
  if (!made) throw new Error(`No such event: ${line}`);
  return made;
}

type Line = string | readonly [string, Json];

export const fileOf = (agents: readonly Json[], events: readonly Line[], more: Json = {}): Json => ({
  ...{ timeZone: 'America/Sao_Paulo', agents },
  events: events.map((line) => (typeof line === 'string' ? event(line) : event(...line))),
  ...more,
});

/** A customer who was served: `served('t0 c0 ana', '07:30', '07:40')`. */
export function served(who: string, from: string, to: string, more: Json = {}): Line[] {
  const [ticket = '', customer = '', agentId = ''] = who.split(' ');
  const opens: Line = [`${from} opens ${ticket} ${customer}`, more];
  return [opens, `${from} accepts ${ticket} ${agentId}`, `${to} closes ${ticket}`];
}

/** The same customer, who is still being served. */
export const busy = (who: string, from: string, more: Json = {}): Line[] =>
  served(who, from, from, more).slice(0, 2);

const localTime = (iso: string): string => {
  const local = new Date(Date.parse(iso) - 3 * 3600_000).toISOString();
  const time = local.slice(11, 19).replace(/:00$/, '');
  return local.startsWith(MONDAY) ? time : `${local.slice(0, 10)} ${time}`;
};

/** The decisions of the tickets named, in words: `10:05 t2 offered esp specialist`. */
export async function decisions(file: Json, only?: readonly string[]): Promise<string[]> {
  const outcome = await runFile(JSON.parse(JSON.stringify(file)));
  return outcome.decisions
    .filter(({ ticket }) => !only || only.includes(ticket))
    .map(({ at: when, ticket, decision, agent: who, rule, callbackAt }) =>
      [
        localTime(when),
        ticket,
        decision,
        who,
        rule === decision ? undefined : rule,
        callbackAt && localTime(callbackAt),
      ]
        .filter((word) => word !== undefined)
        .join(' '),
    );
}

/** The codes of the ticket's decisions, each joined by blanks. */
export async function codes(file: Json, ticket: string): Promise<string[]> {
  const outcome = await runFile(JSON.parse(JSON.stringify(file)));
  return outcome.decisions
    .filter((one) => one.ticket === ticket)
    .map(({ reasons }) => reasons.map(({ code }) => code).join(' '));
}

/** What is wrong with the file. */
export async function problemOf(file: unknown): Promise<string> {
  try {
    await runFile(JSON.parse(JSON.stringify(file)));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing is wrong';
}
