import type { Thresholds } from '../routing/desk-definition.js';
import type { Desk } from '../routing/desk.js';
import { nearestLanguage, type Language } from '../texts/texts.js';
import { saysItGoesOn } from './classifier/again.js';
import type { Classifier, Understanding } from './classifier/classifier.js';
import { clausesOf, complexityOf } from './classifier/complexity.js';
import { keywordsIn } from './classifier/keywords.js';
import { moodOf } from './classifier/mood.js';
import { asksForSupervisor } from './classifier/person.js';
import { presently, verifiedCustomer } from './caller.js';
import { decideHandoff, isSure, type HandoffFacts, type IntentRoute } from './handoff.js';
import { historyOf } from './history.js';
import type { Situation, Talk } from './store.js';
import { talkAfter, topicSoFar } from './topic.js';
import type { Facts } from './turn.js';

export interface FactsDeps {
  readonly desk: () => Desk;
  readonly classify: Classifier;
  /** What the knowledge says an intent needs. */
  readonly routeOf: (intent: string) => IntentRoute | undefined;
}

/** The facts of a turn, and what the conversation remembers of it if the bot answers. */
export interface TurnFacts extends Facts {
  readonly talk: Talk;
}

const lastKept = ({ unanswered }: Situation): Date => unanswered.at(-1)?.keptAt ?? new Date(0);

/** Without words there is nothing to understand. */
const NOTHING: Understanding = { confidence: 0, wantsPerson: false };

/**
 * Everything the dialogs may know of a turn: what was understood, and whether a human should take over. Pure. Without
 * `now` it is the moment the last message was kept.
 */
export function factsFor(
  deps: FactsDeps,
  situation: Situation,
  text: string,
  now = lastKept(situation),
): TurnFacts {
  const { conversation, ticket } = situation;
  const { definition } = deps.desk();
  const { understanding, understood, route } = meaningOf(deps, text);
  const misses = understood ? 0 : conversation.misses + 1;
  const handoff = handoffFacts(deps, situation, { understanding, route, misses, text, now });
  const caller = presently(conversation.caller ?? {}, now);
  const customerId = verifiedCustomer(caller, now);
  return {
    also: handoff.complexity.problems.filter((problem) => problem !== understanding.intent),
    ...{
      caller,
      now,
      tickets: ownTickets(situation, customerId),
      ...(customerId !== undefined && { customerId }),
    },
    language: languageOf(situation, understanding, text, definition.language),
    understanding,
    decision: decideHandoff(handoff, definition.thresholds),
    understood,
    ...topicOf(
      deps,
      route?.department === undefined ? besides(deps, text, handoff) : understanding.intent,
      conversation,
    ),
    ...(ticket && { ticket }),
    talk: text === '' ? {} : talkAfter(handoff.topic, handoff.mood.upset, now),
  };
}

/** What the message says, and who looks after it if that is sure. */
function meaningOf(deps: FactsDeps, text: string) {
  const understanding = text === '' ? NOTHING : deps.classify(text);
  const { intent, wantsPerson } = understanding;
  const sure = isSure(understanding, deps.desk().definition.thresholds);
  const route = sure && intent !== undefined ? deps.routeOf(intent) : undefined;
  return { understanding, understood: text === '' || sure || wantsPerson, route };
}

interface Known extends Pick<HandoffFacts, 'understanding' | 'route' | 'misses' | 'now'> {
  readonly text: string;
}

function handoffFacts(deps: FactsDeps, { conversation, pastTickets }: Situation, known: Known): HandoffFacts {
  const { understanding, route, misses, text, now } = known;
  const { thresholds } = deps.desk().definition;
  const mention = {
    ...(route?.department !== undefined && { stated: understanding.intent }),
    // An event, or a file without words, is about nothing.
    aside: text === '' || (isSure(understanding, thresholds) && route?.department === undefined),
    goesOn: saysItGoesOn(text),
  };
  const topic = topicSoFar(conversation, mention, thresholds, now);
  const isComplaint = (problem: string) => deps.routeOf(problem)?.request === 'complaint';
  const present = { ...(topic && { intent: topic.intent }), isComplaint };
  return {
    ...{ understanding, route, misses, now, failures: conversation.failures },
    wantsSupervisor: understanding.wantsPerson && asksForSupervisor(text),
    keywords: keywordsIn(text, thresholds.keywords),
    mood: { ...moodOf(text), before: conversation.upset ?? 0 },
    complexity: complexityOf(text, (clause) => intentOf(deps, thresholds, clause)),
    ...(topic && { topic: { ...topic, route: deps.routeOf(topic.intent) } }),
    history: historyOf(pastTickets ?? [], present, thresholds, now),
  };
}

function intentOf(deps: FactsDeps, thresholds: Thresholds, clause: string) {
  const understanding = deps.classify(clause);
  const { intent } = understanding;
  if (intent === undefined || !isSure(understanding, thresholds)) return undefined;
  return { intent, isProblem: deps.routeOf(intent)?.department !== undefined };
}

/** Who asks for a person often says in the same breath what for: "caiu a internet, quero um atendente". */
function besides(deps: FactsDeps, text: string, { understanding }: HandoffFacts): string | undefined {
  if (!understanding.wantsPerson) return undefined;
  const { thresholds } = deps.desk().definition;
  return clausesOf(text)
    .map((clause) => intentOf(deps, thresholds, clause))
    .find((known) => known?.isProblem)?.intent;
}

/** Those of the customer who is proved; of somebody nobody ever identified, those opened right here. */
function ownTickets({ conversation, pastTickets = [] }: Situation, customerId: string | undefined) {
  if (customerId !== undefined) return pastTickets.filter((ticket) => ticket.customerId === customerId);
  return conversation.caller?.known
    ? []
    : pastTickets.filter(({ conversationId }) => conversationId === conversation.id);
}

function topicOf(
  { routeOf }: FactsDeps,
  stated: string | undefined,
  { topic }: Situation['conversation'],
): Pick<Facts, 'topic'> {
  const intent = stated ?? topic;
  const route = intent === undefined ? undefined : routeOf(intent);
  return intent !== undefined && route ? { topic: { intent, route } } : {};
}

/** In fewer words than this nobody changes the language: "no" and "89.90" are of any. */
const WORDS_OF_A_LANGUAGE = 3;

/** The language of the message where it can be told, else the one spoken so far, else the person's, else the desk's. */
function languageOf(
  { conversation }: Situation,
  { language }: Understanding,
  text: string,
  desk: Language,
): Language {
  const spoken = nearestLanguage(conversation.language);
  const tells =
    spoken === undefined ||
    text.split(/\s+/).filter((word) => /^\p{L}+[.,!?]*$/u.test(word)).length >= WORDS_OF_A_LANGUAGE;
  return (tells ? language : undefined) ?? spoken ?? nearestLanguage(conversation.locale) ?? desk;
}
