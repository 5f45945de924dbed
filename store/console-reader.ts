import type { Problem } from '../channels/console/api.js';
import { languageOfAgent, type Agent, type DeskDefinition } from '../routing/desk-definition.js';
import type { Desk } from '../routing/telling.js';

type Language = DeskDefinition['language'];

/** The titles of everything a ticket can be about, in one language. */
export type Problems = (language: Language) => readonly Problem[];

/** Somebody who reads the desk at the console, in their language. */
export interface Reader {
  readonly desk: Desk;
  readonly agent: Agent;
  readonly language: Language;
  readonly problems: readonly Problem[];
  /** What a problem is called; its id if nobody knows better. */
  problemTitle(this: void, id: string): string;
}

export function readerOf(desk: Desk, agent: Agent, problems: Problems): Reader {
  const language = languageOfAgent(desk.definition, agent);
  const known = problems(language);
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  return { desk, agent, language, problems: known, problemTitle: (id) => titles.get(id) ?? id };
}
