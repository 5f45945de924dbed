import { cnpj, cpf } from 'cpf-cnpj-validator';
import parsePhoneNumber from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { DateTime } from 'luxon';
import { parse } from 'yaml';
import { z } from 'zod';

/** The file of invented customers cannot be used. The message names the file and every field. */
export class DemoFileError extends Error {
  override readonly name = 'DemoFileError';
}

/** The library takes it for a placeholder; its check digits fit, and nobody has it. */
const WELL_KNOWN_TEST_CPF = '12345678909';
const isDocument = (digits: string): boolean =>
  cpf.isValid(digits) || cnpj.isValid(digits) || digits === WELL_KNOWN_TEST_CPF;
const isCalendarDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

/** Undefined for what is no number. Without a country it is Brazilian. */
function e164(text: string): string | undefined {
  const number = parsePhoneNumber(text, 'BR', metadata);
  return number?.isValid() ? number.number : undefined;
}

const text = z.string().min(1);
const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const cents = whole(1, 9_999_999);

const customerSchema = z
  .strictObject({
    id: z.string().regex(/^c-\d{4}$/, 'is written like c-1001'),
    name: text,
    document: z
      .string()
      .transform((typed) => typed.replace(/\D/g, ''))
      .refine(isDocument, 'is no CPF or CNPJ: the check digits do not fit'),
    contract: z.string().regex(/^\d{8}$/, 'has eight digits, in quotes'),
    phone: z.string().transform((typed, context) => {
      const number = e164(typed);
      if (number !== undefined) return number;
      context.addIssue({ code: 'custom', message: 'is no phone number' });
      return z.NEVER;
    }),
    /** A company has none: it proves who it is by its contract. */
    birthDate: z.string().refine(isCalendarDate, 'is no date like 1985-03-12').optional(),
    address: text,
    plan: z.strictObject({
      name: text,
      downMbps: whole(1, 100_000),
      upMbps: whole(1, 100_000),
      priceCents: cents,
    }),
    dueDay: whole(1, 28),
    invoices: z
      .array(z.strictObject({ monthsAgo: whole(0, 24), paid: z.boolean(), amountCents: cents.optional() }))
      .refine(
        (all) => new Set(all.map(({ monthsAgo }) => monthsAgo)).size === all.length,
        'a month has one invoice',
      ),
    visits: z
      .array(
        z.strictObject({
          inWorkingDays: whole(1, 30),
          period: z.enum(['morning', 'afternoon']),
          reason: text,
        }),
      )
      .max(99)
      .default([]),
    contacts: z.array(z.strictObject({ daysAgo: whole(0, 3650), subject: text, outcome: text })).default([]),
  })
  .refine(({ document, birthDate }) => document.length === 14 || birthDate !== undefined, {
    path: ['birthDate'],
    message: 'is missing: only a company has none',
  });

const fileSchema = z
  .strictObject({
    /** Whom the invoices pay. */
    payment: z.strictObject({
      bank: z.string().regex(/^\d{3}$/, 'has three digits, in quotes'),
      pixKey: z.string().min(1).max(77),
      receiver: text,
      city: text,
    }),
    customers: z.array(customerSchema).min(1),
  })
  .superRefine(({ customers }, context) => {
    for (const field of ['id', 'document', 'contract'] as const)
      for (const [i, customer] of customers.entries())
        if (customers.findIndex((other) => other[field] === customer[field]) < i)
          context.addIssue({
            code: 'custom',
            path: ['customers', i, field],
            message: `is another customer's as well`,
          });
  });

/** Invented customers, their dates counted from the day of the import. */
export type DemoFile = z.infer<typeof fileSchema>;
export type DemoCustomer = DemoFile['customers'][number];

/** Reads the text of a file of invented customers. Throws DemoFileError; `fileName` is only for its message. */
export function parseDemoFile(text: string, fileName: string): DemoFile {
  const content = contentOf(text, fileName);
  const result = fileSchema.safeParse(content);
  if (!result.success) throw new DemoFileError(`${fileName}:\n${z.prettifyError(result.error)}`);
  return result.data;
}

function contentOf(text: string, fileName: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new DemoFileError(`${fileName}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
