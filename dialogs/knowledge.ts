import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Sample } from '../bot/classifier/classifier.js';
import type { IntentRoute } from '../bot/handoff.js';
import { LANGUAGES, type Language } from '../texts/texts.js';

const intentSchema = z.strictObject({
  intent: z.string().regex(/^[a-z0-9-]+$/, 'use lower-case letters, digits and -'),
  department: z.string().optional(),
  skills: z.array(z.string()).default([]),
  needsPerson: z.boolean().default(false),
  examples: z.partialRecord(z.enum(LANGUAGES), z.array(z.string().min(1)).min(1)),
  answers: z.partialRecord(z.enum(LANGUAGES), z.string().min(1)).default({}),
});

type IntentFile = z.infer<typeof intentSchema>;

/** What the bot knows: from files that somebody who does not program can edit. */
export interface Knowledge {
  readonly samples: readonly Sample[];
  routeOf(intent: string): IntentRoute | undefined;
  /** The answer in the language, else in Portuguese; undefined if a person must answer. */
  answer(intent: string, language: Language): string | undefined;
}

/** A knowledge file cannot be used; the message names file and field. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
}

/** Reads every `*.yaml` of the folder. Throws KnowledgeError with all problems at once. */
export function readKnowledge(folder: string): Knowledge {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const read = names.map((name) => parseIntent(readFileSync(join(folder, name), 'utf8'), join(folder, name)));
  const problems = read.flatMap((one) => ('problem' in one ? [one.problem] : []));
  if (problems.length > 0) throw new KnowledgeError(problems.join('\n'));
  return knowledgeOf(read.flatMap((one) => ('file' in one ? [one.file] : [])));
}

function parseIntent(text: string, name: string): { file: IntentFile } | { problem: string } {
  try {
    const result = intentSchema.safeParse(parse(text));
    return result.success ? { file: result.data } : { problem: `${name}:\n${z.prettifyError(result.error)}` };
  } catch (error) {
    return { problem: `${name}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function knowledgeOf(files: readonly IntentFile[]): Knowledge {
  const byIntent = new Map(files.map((file) => [file.intent, file]));
  return {
    samples: files.flatMap(({ intent, examples }) =>
      LANGUAGES.flatMap((language) => (examples[language] ?? []).map((text) => ({ text, intent, language }))),
    ),
    routeOf: (intent) => byIntent.get(intent),
    answer: (intent, language) =>
      byIntent.get(intent)?.answers[language] ?? byIntent.get(intent)?.answers['pt-BR'],
  };
}
