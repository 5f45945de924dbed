import type { Texts } from '../texts/texts.js';
import type { Knowledge } from './knowledge.js';

/** What the dialogs speak with. */
export interface DialogDeps {
  readonly texts: () => Texts;
  readonly knowledge: Knowledge;
  /** The name of the desk, as customers read it. */
  readonly deskName: () => string;
}
