import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node, type Range } from 'yaml';
import type { z } from 'zod';
import { openTexts } from '../texts/texts.js';
import { deskSchema, type Account, type DeskDefinition } from './desk-definition.js';

/** The desk file cannot be used. The message lists every problem with its line and field. */
export class DeskFileError extends Error {
  override readonly name = 'DeskFileError';
}

/** The one form of an account, or why nobody can be recognised by it. */
export type FormOfAccount = (
  account: Account,
  desk: DeskDefinition,
) => { readonly person: string } | { readonly problem: string };

/**
 * Reads the text of a desk file. Throws DeskFileError; `fileName` is only for its message. Accounts of agents come in
 * the form that `formOf` gives them: no two agents have the same one.
 */
export function parseDeskFile(
  text: string,
  fileName: string,
  formOf: FormOfAccount = ({ person }) => ({ person }),
): DeskDefinition {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = document.errors.map((error) =>
    at(fileName, lines.linePos(error.pos[0]).line, error.message),
  );
  if (problems.length > 0) throw new DeskFileError(problems.join('\n'));
  const result = withForms(formOf).safeParse(document.toJS());
  if (!result.success)
    throw new DeskFileError(
      result.error.issues.flatMap((issue) => describe(issue, document, lines, fileName)).join('\n'),
    );
  checkWording(result.data, document, lines, fileName);
  return result.data;
}

/** Accounts that are written differently may be one: that two agents share it shows only in the one form. */
const withForms = (formOf: FormOfAccount) =>
  deskSchema.transform((desk, context): DeskDefinition => {
    const whose = new Map<string, string>();
    const agents = desk.agents.map((agent, i) => ({
      ...agent,
      accounts: agent.accounts.map((account, j) => {
        const form = formOf(account, desk);
        const path = ['agents', i, 'accounts', j];
        if ('problem' in form) {
          context.addIssue({ code: 'custom', path: [...path, 'person'], message: form.problem });
          return account;
        }
        const key = `${account.channel} ${form.person}`;
        const other = whose.get(key);
        if (other !== undefined)
          context.addIssue({ code: 'custom', path, message: `the account ${key} is used twice (${other})` });
        whose.set(key, agent.id);
        return { ...account, person: form.person };
      }),
    }));
    return { ...desk, agents };
  });

const at = (fileName: string, line: number | undefined, message: string) =>
  `${fileName}:${line ?? 1}: ${message}`;

function describe(
  issue: z.core.$ZodIssue,
  document: Document,
  lines: LineCounter,
  fileName: string,
): string[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const tell = (field: (string | number)[], message: string) =>
    at(fileName, lineOf(document, lines, field), `${fieldName(field)}: ${message}`);
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => tell([...path, key], 'there is no such setting'))
    : [tell(path, issue.message)];
}

/** `agents[0].shifts[1].from` */
const fieldName = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${part}` : part),
    '',
  ) || '(file)';

/** The line of the field, or of the nearest thing around it that is in the file. */
function lineOf(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const range = placeOf(document, path.slice(0, length));
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}

/** Where the field's name stands; of an entry of a list, where it begins. */
function placeOf(document: Document, path: readonly (string | number)[]): Range | null | undefined {
  const around = path.length > 0 ? document.getIn(path.slice(0, -1), true) : undefined;
  if (!isMap(around)) return (document.getIn(path, true) as Node | undefined)?.range;
  const pair = around.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
  return isScalar(pair?.key) ? pair.key.range : undefined;
}

function checkWording(desk: DeskDefinition, document: Document, lines: LineCounter, fileName: string): void {
  const texts = openTexts();
  const unknown = Object.entries(desk.texts).flatMap(([language, wording]) =>
    Object.keys(wording ?? {})
      .filter((key) => !texts.knows(key))
      .map((key) => {
        const path = ['texts', language, key];
        return at(fileName, lineOf(document, lines, path), `${fieldName(path)}: there is no such text`);
      }),
  );
  if (unknown.length > 0) throw new DeskFileError(unknown.join('\n'));
}
