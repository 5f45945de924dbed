import type { Desk } from '../routing/desk.js';
import { nearestLanguage, type Language } from '../texts/texts.js';
import type { Classifier, Understanding } from './classifier/classifier.js';
import { asksForSupervisor } from './classifier/person.js';
import { decideHandoff, isSure, type IntentRoute } from './handoff.js';
import type { Situation } from './store.js';
import type { Facts } from './turn.js';

export interface FactsDeps {
  readonly desk: () => Desk;
  readonly classify: Classifier;
  /** What the knowledge says an intent needs. */
  readonly routeOf: (intent: string) => IntentRoute | undefined;
}

/** Without words there is nothing to understand. */
const NOTHING: Understanding = { confidence: 0, wantsPerson: false };

/** Everything the dialogs may know of a turn: what was understood, and whether a human should take over. Pure. */
export function factsFor(deps: FactsDeps, situation: Situation, text: string): Facts {
  const { conversation, ticket } = situation;
  const { definition } = deps.desk();
  const understanding = text === '' ? NOTHING : deps.classify(text);
  const sure = isSure(understanding, definition.thresholds);
  const understood = text === '' || sure || understanding.wantsPerson;
  const route = sure && understanding.intent !== undefined ? deps.routeOf(understanding.intent) : undefined;
  const wantsSupervisor = understanding.wantsPerson && asksForSupervisor(text);
  const misses = understood ? 0 : conversation.misses + 1;
  const { failures } = conversation;
  return {
    language: languageOf(situation, understanding, definition.language),
    understanding,
    decision: decideHandoff(
      { understanding, wantsSupervisor, misses, failures, route },
      definition.thresholds,
    ),
    understood,
    ...topicOf(deps, route?.department === undefined ? conversation.topic : understanding.intent),
    ...(ticket && { ticket }),
  };
}

function topicOf({ routeOf }: FactsDeps, intent: string | undefined): Pick<Facts, 'topic'> {
  const route = intent === undefined ? undefined : routeOf(intent);
  return intent !== undefined && route ? { topic: { intent, route } } : {};
}

/** The language of the message where it can be told, else the one spoken so far, else the person's, else the desk's. */
function languageOf({ conversation }: Situation, { language }: Understanding, desk: Language): Language {
  return language ?? nearestLanguage(conversation.language) ?? nearestLanguage(conversation.locale) ?? desk;
}
