import { RuleBroken } from '../reason.js';
import { fold } from './reading.js';
import { typosBetween } from './typos.js';

export type Order =
  | 'accept'
  | 'refuse'
  | 'queue'
  | 'history'
  | 'note'
  | 'transfer'
  | 'specialist'
  | 'supervisor'
  | 'hand-back'
  | 'away'
  | 'available'
  | 'close'
  | 'help'
  | 'cancel';

/** Folded, as `fold` does. The first word of each is the one we name to people. */
const WORDS: Readonly<Record<Order, readonly string[]>> = {
  accept: ['aceitar', 'accept', 'aceptar'],
  refuse: ['recusar', 'refuse', 'rechazar'],
  queue: ['fila', 'queue', 'cola'],
  history: ['historico', 'history', 'historial'],
  note: ['nota', 'note'],
  transfer: ['transferir', 'transfer', 'pasar'],
  specialist: ['escalar', 'especialista', 'escalate', 'specialist'],
  supervisor: ['supervisor', 'supervisora', 'supervisao', 'supervision'],
  'hand-back': ['devolver', 'return'],
  away: ['ausente', 'away'],
  available: ['disponivel', 'available', 'disponible'],
  close: ['encerrar', 'fechar', 'close', 'cerrar'],
  help: ['ajuda', 'help', 'ayuda'],
  cancel: ['cancelar', 'cancel'],
};

const ORDERS = new Map(
  Object.entries(WORDS).flatMap(([order, words]) => words.map((word) => [word, order as Order] as const)),
);

const SHORTEST_BEGINNING = 3;
/** From here on two typing errors are forgiven. */
const LONG = 7;
/** Nobody writes longer commands; comparing takes time. */
const LONGEST = 20;

/** The order that this word is, accents and case forgiven; undefined if it is none. */
export const orderNamed = (word: string): Order | undefined => ORDERS.get(fold(word));

/**
 * The order that a word behind a slash is: written so, begun so, or a typing error away. Throws RuleBroken, naming
 * them, where several are as near, and where none is.
 */
export function orderMeant(written: string): Order {
  const word = fold(written);
  const exact = ORDERS.get(word);
  if (exact) return exact;
  const begun =
    word.length < SHORTEST_BEGINNING ? [] : [...ORDERS.keys()].filter((one) => one.startsWith(word));
  const near = begun.length > 0 ? begun : nearest(word);
  const orders = new Set(near.map((one) => ORDERS.get(one)));
  const [only, second] = orders;
  if (!only) throw new RuleBroken('rule.badCommand');
  if (second)
    throw new RuleBroken('rule.severalCommands', { names: near.map((one) => `/${one}`).join(', ') });
  return only;
}

function nearest(word: string): readonly string[] {
  if (word.length > LONGEST) return [];
  const ranked = [...ORDERS.keys()]
    .map((one) => ({ one, typos: typosBetween(word, one) }))
    .filter(({ one, typos }) => typos <= (Math.min(one.length, word.length) < LONG ? 1 : 2));
  const least = Math.min(...ranked.map(({ typos }) => typos));
  return ranked.filter(({ typos }) => typos === least).map(({ one }) => one);
}
