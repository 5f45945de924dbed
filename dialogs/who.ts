import type { TurnContext } from 'botbuilder';
import { hasIdentifier, someoneElse, verifiedCustomer, wasAsked, type Caller } from '../bot/caller.js';
import { factsOf, notesOf } from '../bot/turn.js';
import type { Fact } from '../routing/request.js';
import type { Language } from '../texts/texts.js';
import type { Contact, Profile } from './customers.js';
import type { DialogDeps } from './dialog-deps.js';
import { compare } from './proof.js';
import { readTold } from './reading/identifiers.js';
import { readName } from './reading/name.js';
import { dateText } from './wording.js';

/** What a person would ask before anything else, and nobody has told yet. */
export type Missing = 'all' | 'name' | 'account';

/** What is known of the caller by now, this turn included. */
export const callerOf = (context: TurnContext): Caller => notesOf(context).caller ?? factsOf(context).caller;

/** Who the caller proved to be, this turn included. */
export const customerOf = (context: TurnContext): string | undefined =>
  verifiedCustomer(callerOf(context), factsOf(context).now);

/** Undefined when nothing is missing, or they were asked already: once. */
export function missingOf(context: TurnContext): Missing | undefined {
  const caller = callerOf(context);
  if (customerOf(context) !== undefined || wasAsked(caller, factsOf(context).now)) return undefined;
  const name = caller.name ?? (context.activity.from.name.trim() || undefined);
  const account = hasIdentifier(caller.told ?? {});
  if (account) return name === undefined ? 'name' : undefined;
  return name === undefined ? 'all' : 'account';
}

/** Of a longer message only the beginning is read for answers. */
const LONGEST_READ = 2000;

/** The words of this turn; of an event none. */
export const textOf = ({ activity }: TurnContext): string =>
  activity.type === 'message' ? (activity.text ?? '').slice(0, LONGEST_READ) : '';

/**
 * Takes what the message says about who is calling into the notes of the turn, and compares it with the customer
 * system. What does not fit is no failure here: a person will look. Returns how to address them, if they said.
 */
export async function introduced(deps: DialogDeps, context: TurnContext): Promise<string | undefined> {
  const caller = callerOf(context);
  const fresh = readTold(textOf(context), { birthDate: true });
  const name = readName(textOf(context), wasAsked(caller, factsOf(context).now));
  if (name === undefined && Object.keys(fresh).length === 0) return undefined;
  if (customerOf(context) !== undefined) return firstName(caller.name ?? name);
  const compared = await compare(deps, context, { ...caller.told, ...fresh }, name);
  if (compared.status === 'verified')
    notesOf(context).facts = await accountFacts(deps, compared.customerId, factsOf(context).language);
  return firstName(callerOf(context).name);
}

/** A CPF or CNPJ told in passing is not asked for again. It is only claimed. */
export function rememberDocument(context: TurnContext): void {
  const caller = callerOf(context);
  if (customerOf(context) !== undefined) return;
  const { document } = readTold(textOf(context), { birthDate: false });
  if (document !== undefined && document !== caller.told?.document)
    notesOf(context).caller = { ...caller, told: { ...caller.told, document } };
}

/**
 * Where a customer has proved who they are somebody may name another person's CPF: the same browser, another hand. From
 * then on nothing is proved any more. Tells whether that is so.
 */
export async function noticeSomeoneElse(deps: DialogDeps, context: TurnContext): Promise<boolean> {
  const customerId = customerOf(context);
  const { document } = readTold(textOf(context), { birthDate: false });
  if (customerId === undefined || document === undefined) return false;
  const profile = await deps.customers.profile(customerId).catch(() => undefined);
  if (profile?.document === document) return false;
  notesOf(context).caller = { ...someoneElse(callerOf(context)), told: { document } };
  return true;
}

const firstName = (name: string | undefined): string | undefined => name?.trim().split(/\s+/)[0];

/** What the brief says of a verified customer; of anybody else, and when the system fails, nothing. */
export async function accountFacts(
  deps: DialogDeps,
  customerId: string | undefined,
  language: Language,
): Promise<Fact[]> {
  if (customerId === undefined) return [];
  const { customers } = deps;
  const [profile, plan, [contact]] = await Promise.all([
    customers.profile(customerId).catch(() => undefined),
    customers.plan(customerId).catch(() => undefined),
    customers.history(customerId).catch(() => []),
  ]);
  const verified = { kind: 'verified', value: deps.texts().say(language, 'who.verified') };
  return [
    verified,
    ...(profile ? profileFacts(profile) : []),
    ...(plan ? [{ kind: 'plan', value: plan.name }] : []),
    ...(contact ? [contactFact(contact, language)] : []),
  ];
}

/** The newest contact that the customer system knows of: nobody has to tell it again. */
const contactFact = ({ date, subject, outcome }: Contact, language: Language): Fact => ({
  kind: 'contact',
  value: `${dateText(date, language)}, ${subject}: ${outcome}`,
});

const profileFacts = ({ document, contract, address }: Profile): Fact[] => [
  { kind: 'document', value: `…${document.slice(-3)}` },
  { kind: 'contract', value: contract },
  { kind: 'address', value: address },
];
