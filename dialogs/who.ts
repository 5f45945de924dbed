import type { TurnContext } from 'botbuilder';
import { hasIdentifier, wasAsked } from '../bot/caller.js';
import { factsOf, notesOf, type Facts } from '../bot/turn.js';
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

/** Undefined when nothing is missing, or they were asked already: once. */
export function missingOf(
  { caller, customerId, now }: Facts,
  nameOnChannel: string | undefined,
): Missing | undefined {
  if (customerId !== undefined || caller.customerId !== undefined || wasAsked(caller, now)) return undefined;
  const name = caller.name ?? (nameOnChannel?.trim() || undefined);
  const account = hasIdentifier(caller.told ?? {});
  if (account) return name === undefined ? 'name' : undefined;
  return name === undefined ? 'all' : 'account';
}

/**
 * Takes what the message says about who is calling into the notes of the turn, and compares it with the customer
 * system. What does not fit is no failure here: a person will look. Returns how to address them, if they said.
 */
export async function introduced(deps: DialogDeps, context: TurnContext): Promise<string | undefined> {
  const { activity } = context;
  const { caller, now } = factsOf(context);
  const text = activity.type === 'message' ? (activity.text ?? '') : '';
  const fresh = readTold(text, { birthDate: true });
  const name = readName(text, wasAsked(caller, now));
  if (name === undefined && Object.keys(fresh).length === 0) return undefined;
  if (caller.customerId !== undefined) return firstName(caller.name ?? name);
  await compare(deps, context, { ...caller.told, ...fresh }, name);
  return firstName(notesOf(context).caller?.name);
}

/** A CPF or CNPJ told in passing is not asked for again. It is only claimed. */
export function rememberDocument(context: TurnContext): void {
  const { activity } = context;
  const { caller } = factsOf(context);
  const notes = notesOf(context);
  if (activity.type !== 'message' || notes.caller || caller.customerId !== undefined) return;
  const { document } = readTold((activity.text ?? '').slice(0, LONGEST_READ), { birthDate: false });
  if (document !== undefined) notes.caller = { ...caller, told: { ...caller.told, document } };
}

const LONGEST_READ = 2000;

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
