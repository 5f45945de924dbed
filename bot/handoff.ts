import type { Level, Thresholds } from '../routing/desk-definition.js';
import { reason, type Reason } from '../routing/reason.js';
import type { Request } from '../routing/request.js';
import type { Understanding } from './classifier/classifier.js';
import type { Complexity } from './classifier/complexity.js';
import type { Heard } from './classifier/keywords.js';
import type { Mood } from './classifier/mood.js';
import type { History } from './history.js';
import type { TopicSoFar } from './topic.js';

/** What an intent asks of a human, as the knowledge files say. */
export interface IntentRoute {
  readonly department?: string;
  readonly skills: readonly string[];
  /** The bot has no answer to this by itself. */
  readonly needsPerson: boolean;
  /** Cannot wait when the customer is upset. */
  readonly urgent?: boolean;
  /** What kind of request it is. Asking twice for information or a booking is no problem that came back. */
  readonly request?: 'information' | 'complaint' | 'other';
}

/** What the decision looks at. */
export interface HandoffFacts {
  readonly understanding: Understanding;
  readonly wantsSupervisor: boolean;
  /** Messages in a row that were not understood, this one included. */
  readonly misses: number;
  /** Turns in a row that failed with a bug. */
  readonly failures: number;
  /** Of the intent, if it is sure. */
  readonly route: IntentRoute | undefined;
  readonly keywords: readonly Heard[];
  /** `before`: how upset the message before was. */
  readonly mood: Mood & { readonly before: number };
  readonly complexity: Complexity;
  /** The topic this message is about, and who looks after it. */
  readonly topic?: TopicSoFar & { readonly route: IntentRoute | undefined };
  readonly history: History;
  readonly now: Date;
}

/** A human takes over: why, who and how soon. */
export interface TakenOver {
  readonly handOff: true;
  readonly reasons: readonly Reason[];
  readonly level: Level;
  readonly urgency: Request['urgency'];
}

export type HandoffDecision = { readonly handOff: false } | TakenOver;

/** Something that speaks for a person. What is not enough by itself is told together with what is. */
interface Finding {
  readonly reason: Reason;
  readonly enough: boolean;
}

type Rule = (facts: HandoffFacts, thresholds: Thresholds) => readonly Finding[];

const enough = (code: string, facts?: Reason['facts']): Finding[] => [
  { reason: reason(code, facts), enough: true },
];

/** In the order in which the reasons are told. */
const RULES: readonly Rule[] = [
  ({ understanding }) => (understanding.wantsPerson ? enough('customer-asked') : []),
  ({ keywords }) => keywords.flatMap(({ word }) => enough('keyword', { word })),
  needsPerson,
  ({ misses }, { notUnderstood }) =>
    misses >= notUnderstood ? enough('not-understood', { times: misses }) : [],
  sameProblem,
  ({ mood }, thresholds) => upsetReasons(mood, thresholds),
  complex,
  tooMuch,
  history,
  ({ failures }, { botFailed }) => (failures >= botFailed ? enough('bot-failed', { times: failures }) : []),
];

/** Should a human take over now, and why; who, and how soon? */
export function decideHandoff(facts: HandoffFacts, thresholds: Thresholds): HandoffDecision {
  const findings = RULES.flatMap((rule) => rule(facts, thresholds));
  if (!findings.some((finding) => finding.enough)) return { handOff: false };
  return {
    handOff: true,
    reasons: findings.map((finding) => finding.reason),
    level: levelOf(facts, thresholds),
    urgency: isUrgent(facts, thresholds) ? 'urgent' : 'normal',
  };
}

export const isSure = ({ confidence }: Understanding, { sureEnough }: Thresholds): boolean =>
  confidence >= sureEnough;

/** A department looks after it, and nobody declared it a mere question or order: a greeting or thanks is no problem. */
export const isProblem = (route: IntentRoute | undefined): boolean =>
  route?.department !== undefined && (route.request ?? 'complaint') === 'complaint';

function needsPerson({ understanding, route }: HandoffFacts, thresholds: Thresholds): readonly Finding[] {
  if (!route?.needsPerson || !isSure(understanding, thresholds)) return [];
  // Asking for a person is told as that.
  if (understanding.wantsPerson && route.department === undefined) return [];
  return enough('intent-needs-person', { problem: understanding.intent ?? '' });
}

/** The problem was answered before: by the bot here, or by a person whose ticket is closed. */
function sameProblem({ topic, history: { solvedBefore } }: HandoffFacts, thresholds: Thresholds) {
  if (!topic || !isProblem(topic.route)) return [];
  const { intent: problem, asked, goesOn, route } = topic;
  // Of what is no declared complaint people ask twice out of interest: they must say that it goes on, or ask again.
  const patience = goesOn || route?.request === 'complaint' ? 0 : 1;
  const here = asked >= thresholds.sameProblem + patience;
  return [
    ...(here ? enough('same-problem', { problem, times: asked }) : []),
    ...(solvedBefore !== undefined ? enough('problem-came-back', { problem, protocol: solvedBefore }) : []),
  ];
}

function upsetReasons({ upset, before, why }: HandoffFacts['mood'], thresholds: Thresholds) {
  const signs = why.join(', ');
  if (upset >= thresholds.upset) return enough('upset', { signs });
  const twice = upset > thresholds.upsetTwice && before > thresholds.upsetTwice;
  return twice ? enough('upset-twice', { signs }) : [];
}

/** A single sure answer is still worth giving, however long the question. */
function complex({ understanding, complexity }: HandoffFacts, thresholds: Thresholds): readonly Finding[] {
  if (complexity.score < thresholds.complexity) return [];
  const { problems, conditions, figures, unexplained } = complexity;
  const told = { problems: problems.length, conditions, figures, words: unexplained };
  const single = isSure(understanding, thresholds) && problems.length < 2;
  return [{ reason: reason('complex', told), enough: !single }];
}

/** The bot has been at it for long enough. */
function tooMuch({ topic, now }: HandoffFacts, { topicTurns, topicMinutes }: Thresholds): readonly Finding[] {
  if (topic?.route?.department === undefined) return [];
  const { intent: problem, turns, since } = topic;
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  return [
    ...(turns >= topicTurns ? enough('too-many-turns', { problem, turns }) : []),
    ...(minutes >= topicMinutes ? enough('too-long', { problem, minutes }) : []),
  ];
}

/** Who comes often is not handed over for saying hello: only together with a problem. */
function history({ route, history: { contacts, openComplaint } }: HandoffFacts, thresholds: Thresholds) {
  const found: Reason[] = [];
  if (contacts + 1 >= thresholds.contacts)
    found.push(reason('frequent-contact', { times: contacts + 1, days: thresholds.historyDays }));
  if (openComplaint !== undefined) found.push(reason('open-complaint', { protocol: openComplaint }));
  return found.map((one) => ({ reason: one, enough: isProblem(route) }));
}

/** The highest that anything asks for. */
function levelOf(facts: HandoffFacts, thresholds: Thresholds): Level {
  const asked = facts.keywords.map(({ level }) => level);
  if (facts.wantsSupervisor || asked.includes('supervisor')) return 'supervisor';
  const hard =
    facts.complexity.score >= thresholds.complexity ||
    history(facts, thresholds).length > 0 ||
    asked.includes('specialist');
  return hard ? 'specialist' : 'technician';
}

function isUrgent({ keywords, mood, ...facts }: HandoffFacts, thresholds: Thresholds): boolean {
  const route = facts.route ?? facts.topic?.route;
  return (
    keywords.some(({ urgent }) => urgent) ||
    (route?.urgent === true && upsetReasons(mood, thresholds).length > 0)
  );
}
