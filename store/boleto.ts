import { DateTime } from 'luxon';

/** What a boleto says, as digits. */
export interface Boleto {
  /** Three digits. */
  readonly bank: string;
  readonly amountCents: number;
  /** YYYY-MM-DD. */
  readonly dueDate: string;
  /** The 25 digits each bank fills in its own way. */
  readonly free: string;
}

const REAL = '9';
/** Day 0 of the counter of due dates; it has four digits and goes on with 1000 after 9999. */
const FIRST_DAY = DateTime.utc(1997, 10, 7);
const FIRST_AGAIN = 1000;
const ROUND = 9000;

/**
 * The 47 digits people type ("linha digitável"): the bar code in three fields of its own check digit each, the bar
 * code's check digit, the counter of the due date and the amount. As the Banco Central (Carta-Circular 2.926 of 2000)
 * and FEBRABAN lay it down ("Especificações técnicas para confecção de boleto", "Manual operacional do fator de
 * vencimento": 9999 is 21 February 2025, 22 February 2025 is 1000 again).
 */
export function boletoLine({ bank, amountCents, dueDate, free }: Boleto): string {
  const head = bank + REAL;
  const tail = dueCounter(dueDate) + String(amountCents).padStart(10, '0');
  if (!/^\d{4}$/.test(head) || !/^\d{14}$/.test(tail) || !/^\d{25}$/.test(free))
    throw new RangeError('A boleto is made of a bank, an amount, a due date and 25 digits.');
  const fields = [head + free.slice(0, 5), free.slice(5, 15), free.slice(15)];
  return fields.map((field) => field + modulo10(field)).join('') + modulo11(head + tail + free) + tail;
}

/** Days since 7 October 1997; from 1000 to 9999 over and over. */
function dueCounter(date: string): string {
  const days = DateTime.fromISO(date, { zone: 'utc' }).diff(FIRST_DAY, 'days').days;
  return String(FIRST_AGAIN + ((days - FIRST_AGAIN) % ROUND));
}

/** Weights 2, 1, 2, 1 from the right; of a product the digits are added. */
function modulo10(digits: string): number {
  const sum = [...digits].reverse().reduce((sum, digit, i) => {
    const product = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Weights 2 to 9 from the right, over and over; 0, 10 and 11 become 1. */
function modulo11(digits: string): number {
  const sum = [...digits].reverse().reduce((sum, digit, i) => sum + Number(digit) * (2 + (i % 8)), 0);
  const rest = 11 - (sum % 11);
  return rest > 9 ? 1 : rest;
}
