import type { Language, Texts } from '../texts/texts.js';

export const REQUEST_KINDS = ['information', 'complaint', 'other'] as const;

/** Asking for information, complaining, or wanting something else done. */
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Something a ticket can be about. */
export interface KnownProblem {
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  readonly kind: RequestKind;
}

/** What reasons and briefs are put into words with. */
export interface Vocabulary {
  readonly texts: Texts;
  /** Everything a ticket can be about, titled in this language. Without it nobody knows any problem. */
  readonly problems?: (language: Language) => readonly KnownProblem[];
}

/** What people call a problem; one that is known no more keeps its id. */
export const titleOf = ({ problems }: Vocabulary, language: Language, problem: string): string =>
  problems?.(language).find(({ id }) => id === problem)?.title ?? problem;
