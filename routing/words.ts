import type { DeskCommand } from './commands.js';
import { RuleBroken } from './reason.js';

/** A ticket as far as an agent's words may mean it. */
export interface Named {
  readonly id: string;
  readonly number: number;
}

/** The agent's tickets at this moment: what words without a number can refer to. */
export interface AtHand {
  readonly offered: readonly Named[];
  readonly held: readonly Named[];
}

/** The people and departments that words can name. */
export interface Names {
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
}

const ACCEPT = /^(?:1|\/?aceitar|\/?accept|\/?aceptar)(?:\s+#?(\d+))?$/i;
const REFUSE = /^(?:2|\/?recusar|\/?refuse|\/?rechazar)(?:\s+#?(\d+))?$/i;
const CLOSE = /^\/(?:encerrar|fechar|close|cerrar)(?:\s+#(\d+))?(?:\s+([\s\S]+))?$/i;
const TRANSFER = /^\/(?:transferir|transfer)(?:\s+#(\d+))?(?:\s+([^;]+?))?\s*(?:;\s*([\s\S]*))?$/i;
const ESCALATE = /^\/(escalar|escalate|supervis(?:or|ora|[aã]o|i[oó]n))(?:\s+#(\d+))?(?:\s+([\s\S]+))?$/i;
const HAND_BACK = /^\/(?:devolver|return)(?:\s+#(\d+))?(?:\s+([\s\S]+))?$/i;
const NOTE = /^\/(?:nota|note)(?:\s+#(\d+))?(?:\s+([\s\S]+))?$/i;
const AWAY = /^\/(?:ausente|away)$/i;
const AVAILABLE = /^\/(?:dispon[ií]vel|available|disponible)$/i;
const TO_TICKET = /^#(\d+)\s+([\s\S]+)$/;

/**
 * What an agent's words in a chat mean. Never guesses whom they are for: where more than one ticket could be meant
 * it throws RuleBroken with the question to ask. Without a slash, words are a command only if the agent holds no
 * ticket.
 */
export function parseWords(text: string, atHand: AtHand, team: Names): DeskCommand {
  const words = text.trim();
  const bare = atHand.held.length === 0 || words.startsWith('/');
  const accept = bare ? ACCEPT.exec(words) : null;
  if (accept) return { type: 'accept', ticketId: offered(atHand, accept[1]).id };
  const refuse = bare ? REFUSE.exec(words) : null;
  if (refuse) return { type: 'refuse', ticketId: offered(atHand, refuse[1]).id };
  if (AWAY.test(words)) return { type: 'presence', available: false };
  if (AVAILABLE.test(words)) return { type: 'presence', available: true };
  const work = workOn(words, atHand, team);
  if (work) return work;
  if (words.startsWith('/')) throw new RuleBroken('rule.badCommand');
  const named = TO_TICKET.exec(words);
  if (named) return { type: 'say', ticketId: held(atHand, named[1]).id, text: named[2] ?? '' };
  return { type: 'say', ticketId: held(atHand, undefined).id, text };
}

/** What is done to a ticket: a note, or that it leaves the agent's hands. */
function workOn(words: string, atHand: AtHand, team: Names): DeskCommand | undefined {
  const noted = NOTE.exec(words);
  if (noted) return noting(atHand, noted);
  const close = CLOSE.exec(words);
  if (close) return closing(atHand, close[1], close[2]);
  const transfer = TRANSFER.exec(words);
  if (transfer) return transferring(atHand, team, transfer);
  const escalate = ESCALATE.exec(words);
  if (escalate) return escalating(atHand, escalate);
  const back = HAND_BACK.exec(words);
  if (!back) return undefined;
  const note = back[2]?.trim();
  return { type: 'hand-back', ticketId: held(atHand, back[1]).id, ...(note && { note }) };
}

/** A note may also be about a ticket that is only offered: named by its number, or where none is held. */
function noting({ held: mine, offered: asked }: AtHand, [, number, rest = '']: RegExpExecArray): DeskCommand {
  const text = rest.trim();
  if (text === '') throw new RuleBroken('rule.noteEmpty');
  const among = number !== undefined ? [...mine, ...asked] : mine.length > 0 ? mine : asked;
  return { type: 'note', ticketId: pick(among, number, OF_MINE).id, text };
}

const OF_MINE = { none: 'rule.noTicket', several: 'rule.whichTicket' };

function transferring(
  atHand: AtHand,
  team: Names,
  [, number, to = '', rest = '']: RegExpExecArray,
): DeskCommand {
  const note = rest.trim();
  if (to === '' || note === '') throw new RuleBroken('rule.transferNeeds');
  return { type: 'transfer', ticketId: held(atHand, number).id, ...targetOf(to, team), note };
}

function escalating(atHand: AtHand, [, word = '', number, rest = '']: RegExpExecArray): DeskCommand {
  const note = rest.trim();
  if (note === '') throw new RuleBroken('rule.noteNeeded');
  const to = /^supervis/i.test(word) ? 'supervisor' : 'specialist';
  return { type: 'escalate', ticketId: held(atHand, number).id, to, note };
}

/** Whom a transfer names: a colleague or a department, by id, whole name or its beginning. */
function targetOf(named: string, team: Names): { agent: string } | { department: string } {
  const wanted = plain(named.replace(/^@/, ''));
  const all = [
    ...team.agents.map((one) => ({ ...one, target: { agent: one.id } })),
    ...team.departments.map((one) => ({ ...one, target: { department: one.id } })),
  ];
  const exact = all.filter(({ id, name }) => plain(id) === wanted || plain(name) === wanted);
  const found = exact.length > 0 ? exact : all.filter(({ name }) => plain(name).startsWith(wanted));
  const [only, second] = found;
  if (!only) throw new RuleBroken('rule.unknownTarget', { name: named });
  if (second)
    throw new RuleBroken('rule.severalTargets', {
      ...{ name: named, names: found.map(({ name }) => name).join(', ') },
    });
  return only.target;
}

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function closing(atHand: AtHand, number: string | undefined, rest = ''): DeskCommand {
  const [told = '', ...solved] = rest.split(';').map((part) => part.trim());
  if (told === '' || solved.join('; ') === '') throw new RuleBroken('rule.closeNeeds');
  return { type: 'close', ticketId: held(atHand, number).id, told, solved: solved.join('; ') };
}

function held(atHand: AtHand, number: string | undefined): Named {
  const first = atHand.offered[0];
  if (atHand.held.length === 0 && first && number === undefined)
    throw new RuleBroken('rule.acceptFirst', { number: first.number });
  return pick(atHand.held, number, OF_MINE);
}

const offered = (atHand: AtHand, number: string | undefined): Named =>
  pick(atHand.offered, number, { none: 'rule.noOffer', several: 'rule.whichOffer' });

function pick(
  among: readonly Named[],
  number: string | undefined,
  ask: { none: string; several: string },
): Named {
  if (number !== undefined) {
    const named = among.find((ticket) => ticket.number === Number(number));
    if (!named) throw new RuleBroken('rule.notYours', { number });
    return named;
  }
  const [only, second] = among;
  if (!only) throw new RuleBroken(ask.none);
  if (second) throw new RuleBroken(ask.several, { numbers: among.map((one) => `#${one.number}`).join(', ') });
  return only;
}
