import type { Language } from '../../texts/texts.js';

/** What the customer seems to want, and how sure we are. */
export interface Understanding {
  /** The most likely intent; undefined when nothing known resembles the message. */
  readonly intent?: string;
  /** 0 to 1: how much of the message is explained by the best intent. */
  readonly confidence: number;
  /** The customer explicitly asks for a human. */
  readonly wantsPerson: boolean;
  /** The language the message is written in, where it can be told. */
  readonly language?: Language;
}

/** Understands one message (a burst arrives as one). Pure: the same text always gives the same answer. */
export type Classifier = (text: string) => Understanding;

/** An example of what people write when they want something. */
export interface Sample {
  readonly text: string;
  readonly intent: string;
  readonly language: Language;
}
