import type { TaskTurn } from '../task.js';
import { isElsewhere } from './subject.js';
import { readWish, type Wish, type WishRead } from './wish.js';

/**
 * The wish after this message. In one that is surely about something else only what stands by itself is an answer:
 * "que horas vocês fecham hoje?" wishes nothing for today.
 */
export function hearWish(before: Wish, turn: TaskTurn): WishRead {
  const { text, today } = turn;
  const all = readWish(before, text, today);
  if (!all.read || all.whole || !isElsewhere(turn)) return all;
  const answers = text.split(/[?.,;!\n]+/).filter((part) => readWish(before, part, today).whole);
  if (answers.length === 0) return { wish: before, read: false, whole: false };
  return { ...readWish(before, answers.join(', '), today), whole: false };
}
