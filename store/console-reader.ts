import { languageOfAgent, type Agent, type DeskDefinition } from '../routing/desk-definition.js';
import type { KnownProblem } from '../routing/problems.js';
import type { Desk } from '../routing/telling.js';

type Language = DeskDefinition['language'];

/** Somebody who reads the desk at the console, in their language. */
export interface Reader {
  readonly desk: Desk;
  readonly agent: Agent;
  readonly language: Language;
  readonly problems: readonly KnownProblem[];
  /** What a problem is called; its id if nobody knows better. */
  problemTitle(this: void, id: string): string;
}

export function readerOf(desk: Desk, agent: Agent): Reader {
  const language = languageOfAgent(desk.definition, agent);
  const known = desk.problems?.(language) ?? [];
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  return { desk, agent, language, problems: known, problemTitle: (id) => titles.get(id) ?? id };
}
