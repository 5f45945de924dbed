import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Sample } from '../bot/classifier/classifier.js';
import { NOTHING } from '../bot/classifier/trained.js';
import type { IntentRoute } from '../bot/handoff.js';
import { TASK_IDS } from './ids.js';
import { REQUEST_KINDS, type KnownProblem, type RequestKind } from '../routing/problems.js';
import { LANGUAGES, type Language } from '../texts/texts.js';

const text = z.string().min(1);
const language = z.enum(LANGUAGES);

const intentSchema = z.strictObject({
  intent: z.string().regex(/^[a-z0-9-]+$/, 'use lower-case letters, digits and -'),
  /** What people call the matter. */
  title: z.strictObject({ 'pt-BR': text, en: text.optional(), es: text.optional() }),
  department: z.string().optional(),
  skills: z.array(z.string()).default([]),
  request: z.enum(REQUEST_KINDS).default('information'),
  urgent: z.boolean().default(false),
  needsPerson: z.boolean().default(false),
  /** The dialog of several steps that serves it. */
  dialog: z.string().optional(),
  examples: z.partialRecord(language, z.array(text).min(1)),
  answers: z.partialRecord(language, text).default({}),
});

/** Facts that answers may name: one value for all languages, or one for each. */
const companySchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/, 'use lower-case letters, digits and -'),
  z.preprocess(
    (value) => (typeof value === 'string' ? Object.fromEntries(LANGUAGES.map((one) => [one, value])) : value),
    z.record(language, text),
  ),
);

/** What people write that is none of the desk's business. */
const nothingSchema = z.partialRecord(language, z.array(text).min(1));

type IntentFile = z.infer<typeof intentSchema>;
type Company = z.infer<typeof companySchema>;

/** A file as it was read. */
interface Read<T> {
  readonly name: string;
  readonly content: T;
}

/** What an intent asks of people, and what kind of request it is. */
export interface KnownRoute extends IntentRoute {
  readonly urgent: boolean;
  readonly request: RequestKind;
  readonly dialog?: string;
}

/** What the bot knows: from files that somebody who does not program can edit. */
export interface Knowledge {
  /** The examples of all intents, and of NOTHING. */
  readonly samples: readonly Sample[];
  /** The ids of all intents, in the order of their files. */
  intents(): readonly string[];
  routeOf(intent: string): KnownRoute | undefined;
  /** What the bot says to this, in the language, else in Portuguese; before calling a person if it needs one. */
  answer(intent: string, language: Language): string | undefined;
  /** What people call the matter, in the language, else in Portuguese; an intent that is no more keeps its id. */
  titleOf(intent: string, language: Language): string;
  /** What a ticket can be about: every intent that a department looks after or that asks for something. */
  problems(language: Language): readonly KnownProblem[];
  /** The kind of request this is; an intent that is no more is `other`. */
  requestOf(intent: string): RequestKind;
}

/** A knowledge file cannot be used; the message names file and field. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
}

const COMPANY = '_company.yaml';
const OUTSIDE = '_nothing.yaml';

/**
 * Reads every `*.yaml` of the folder, an intent each, beside `_company.yaml` and `_nothing.yaml`. `dialogs` are the ids
 * an intent may name. Throws KnowledgeError with all problems at once.
 */
export function readKnowledge(folder: string, dialogs = TASK_IDS): Knowledge {
  const problems: string[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>): Read<T>[] => {
    const path = join(folder, name);
    try {
      const result = schema.safeParse(parse(readFileSync(path, 'utf8')) ?? {});
      if (result.success) return [{ name: path, content: result.data }];
      problems.push(`${path}:\n${z.prettifyError(result.error)}`);
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
    return [];
  };
  const readIfThere = <T>(name: string, schema: z.ZodType<T>) =>
    existsSync(join(folder, name)) ? read(name, schema) : [];
  const facts = readIfThere(COMPANY, companySchema)[0]?.content ?? {};
  const nothing = readIfThere(OUTSIDE, nothingSchema)[0]?.content ?? {};
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('_'))
    .sort()
    .flatMap((name) => read(name, intentSchema));
  problems.push(...files.flatMap((file) => problemsOf(file, files, facts, dialogs)));
  if (problems.length > 0) throw new KnowledgeError(problems.join('\n'));
  const intents = files.map(({ content }) => content);
  const samples = [...intents, { intent: NOTHING, examples: nothing }].flatMap(samplesOf);
  return knowledgeOf(intents, samples, facts);
}

/** What is wrong with a file beside the others and the company's facts. */
function problemsOf(
  { name, content }: Read<IntentFile>,
  files: readonly Read<IntentFile>[],
  facts: Company,
  dialogs: readonly string[],
): string[] {
  const { intent, answers, needsPerson, dialog } = content;
  const first = files.find((file) => file.content.intent === intent);
  const twice = first && first.name !== name ? [`${name}: intent: ${intent} is also in ${first.name}`] : [];
  const silent =
    !needsPerson && dialog === undefined && answers['pt-BR'] === undefined
      ? [`${name}: answers.pt-BR: is missing; the bot must answer where needsPerson is not true`]
      : [];
  const noDialog =
    dialog !== undefined && !dialogs.includes(dialog)
      ? [`${name}: dialog: there is no dialog "${dialog}" (there are: ${dialogs.join(', ')})`]
      : [];
  const unknown = Object.entries(answers).flatMap(([in_, answer]) =>
    placeholdersOf(answer)
      .filter((fact) => !Object.hasOwn(facts, fact))
      .map((fact) => `${name}: answers.${in_}: {{${fact}}} is no fact of ${COMPANY}`),
  );
  return [...twice, ...silent, ...noDialog, ...unknown];
}

const PLACEHOLDER = /\{\{(.*?)(?:\}\}|$)/g;

const placeholdersOf = (answer: string): string[] =>
  [...answer.matchAll(PLACEHOLDER)].map(([, fact]) => (fact ?? '').trim());

const samplesOf = ({ intent, examples }: Pick<IntentFile, 'intent' | 'examples'>): Sample[] =>
  LANGUAGES.flatMap((language) => (examples[language] ?? []).map((text) => ({ text, intent, language })));

function knowledgeOf(files: readonly IntentFile[], samples: readonly Sample[], facts: Company): Knowledge {
  const byIntent = new Map(files.map((file) => [file.intent, file]));
  const titleOf: Knowledge['titleOf'] = (intent, language) => {
    const title = byIntent.get(intent)?.title;
    return title?.[language] ?? title?.['pt-BR'] ?? intent;
  };
  return {
    samples,
    intents: () => [...byIntent.keys()],
    routeOf: (intent) => byIntent.get(intent),
    answer: (intent, language) => {
      const answers = byIntent.get(intent)?.answers;
      const spoken = answers?.[language] === undefined ? 'pt-BR' : language;
      return answers?.[spoken]?.replace(PLACEHOLDER, (_, fact: string) => facts[fact.trim()]?.[spoken] ?? '');
    },
    titleOf,
    problems: (language) =>
      files
        .filter(({ department, request }) => department !== undefined || request !== 'other')
        .map(({ intent, request }) => ({ id: intent, title: titleOf(intent, language), kind: request })),
    requestOf: (intent) => byIntent.get(intent)?.request ?? 'other',
  };
}
