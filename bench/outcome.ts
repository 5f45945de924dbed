import type { Classifier } from '../bot/classifier/classifier.js';
import type { Knowledge } from '../dialogs/knowledge.js';

/** What the bot makes of a message whose intent is known. */
export type Outcome = 'right' | 'due handoff' | 'asked again' | 'wrong answer' | 'wrong handoff';

/**
 * Judges the bot's understanding of single messages. `intent` undefined: none of the desk's business, which is right if
 * the bot asks again. A person who is called where one is needed is due, whatever the bot took the matter for.
 */
export const judge =
  (knowledge: Knowledge, classify: Classifier, sureEnough: number) =>
  (text: string, intent: string | undefined): Outcome => {
    const needsPerson = (one: string | undefined) =>
      one !== undefined && (knowledge.routeOf(one)?.needsPerson ?? false);
    const understanding = classify(text);
    const understood = understanding.confidence >= sureEnough ? understanding.intent : undefined;
    if (understood === intent) return 'right';
    if (understanding.wantsPerson || needsPerson(understood))
      return needsPerson(intent) ? 'due handoff' : 'wrong handoff';
    return understood === undefined ? 'asked again' : 'wrong answer';
  };
