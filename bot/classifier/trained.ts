import type { Language } from '../../texts/texts.js';
import type { Classifier, Sample } from './classifier.js';
import { languageOfWords } from './language.js';
import { asksForPerson } from './person.js';
import { featuresOf, fold, isCourtesy, wordsOf } from './words.js';

/** The intent of examples of what is no matter of the desk: what resembles them is not understood. */
export const NOTHING = '';

/** Is a clause, or the language, as clear as this, it is believed. */
const CLEAR = 0.6;
const CLEAR_LANGUAGE = 0.9;
/** How much of a text the examples must have as well to tell its language. */
const KNOWN_ENOUGH = 0.2;

/**
 * Learns from examples what people want and in which language: multinomial logistic regression (Manning, Raghavan,
 * Schütze: Introduction to Information Retrieval, chapter 15; Jurafsky, Martin: Speech and Language Processing,
 * chapter 5) over the TF-IDF weights of word stems, pairs and letter triples. The confidence is the probability of the
 * best intent; unknown words lower it instead of being ignored. The same examples always give the same classifier.
 */
export const trainedOn = (samples: readonly Sample[]): Classifier => classifierOf(learntFrom(samples));

/** What examples taught, as plain data: kept and taken up again it gives the same classifier. */
export interface Learnt {
  readonly space: Space;
  readonly intents: Labels<string>;
  readonly languages: Labels<Language>;
}

/** Learns without classifying anything yet. */
export function learntFrom(samples: readonly Sample[]): Learnt {
  const documents = samples.map(({ text }) => featuresOf(text));
  const space = spaceOf(documents);
  const examples = { size: space.numbers.size, vectors: documents.map((one) => vectorOf(space, one)) };
  return {
    space,
    intents: learn(
      examples,
      samples.map(({ intent }) => intent),
    ),
    languages: learn(
      examples,
      samples.map(({ language }) => language),
    ),
  };
}

/** The classifier of what was learnt. */
export function classifierOf({ space, intents, languages }: Learnt): Classifier {
  const intentOf = likelihoodsBy(intents);
  const languageOf = likelihoodsBy(languages);
  const one = (text: string): Match => {
    const vector = vectorOf(space, featuresOf(text));
    return { vector, ...best(intentOf(vector), (intent) => intent !== NOTHING) };
  };

  return (text) => {
    const match = clearestPart(text, one);
    const spoken = best(languageOf(match.vector), () => true);
    const isTold = spoken.confidence >= CLEAR_LANGUAGE && knownShare(match.vector) >= KNOWN_ENOUGH;
    const language = isTold ? spoken.label : languageOfWords(wordsOf(fold(text)));
    return {
      confidence: match.confidence,
      wantsPerson: asksForPerson(text),
      ...(match.label !== undefined && { intent: match.label }),
      ...(language && { language }),
    };
  };
}

interface Match extends Best<string> {
  readonly vector: Vector;
}

/** A clause that is a smaller part of the message is an aside. */
const ASIDE = 1 / 3;

/** The whole message if it is clear; else its longest clear clause: what is said beside it must not hide the question. */
function clearestPart(text: string, one: (text: string) => Match): Match {
  const whole = one(text);
  if (whole.confidence >= CLEAR) return whole;
  const clauses = text.split(/[.!?,;\n]+/);
  if (clauses.length < 2) return whole;
  const clear = clauses
    .filter((clause) => clause.length >= text.length * ASIDE && !isCourtesy(clause))
    .map((clause) => ({ match: one(clause), length: clause.length }))
    .filter(({ match }) => match.confidence >= CLEAR)
    .sort((a, b) => b.length - a.length);
  return clear[0]?.match ?? whole;
}

/** The features of a text that the examples have as well, by number, with their weights; of length 1 with the others. */
interface Vector {
  readonly features: Int32Array;
  readonly weights: Float64Array;
}

const knownShare = ({ weights }: Vector): number => weights.reduce((sum, weight) => sum + weight * weight, 0);

/** The features of the examples, by number, and how much each tells. */
interface Space {
  readonly numbers: ReadonlyMap<string, number>;
  readonly idf: readonly number[];
  /** How much a feature would tell that no example has. */
  readonly idfOfUnknown: number;
}

function spaceOf(documents: readonly ReadonlyMap<string, number>[]): Space {
  const numbers = new Map<string, number>();
  const frequencies: number[] = [];
  for (const document of documents)
    for (const feature of document.keys()) {
      const number = numbers.get(feature) ?? numbers.size;
      numbers.set(feature, number);
      frequencies[number] = (frequencies[number] ?? 0) + 1;
    }
  const rarity = (frequency: number) => Math.log((1 + documents.length) / (1 + frequency)) + 0.3;
  return { numbers, idf: frequencies.map(rarity), idfOfUnknown: rarity(0) };
}

function vectorOf({ numbers, idf, idfOfUnknown }: Space, features: ReadonlyMap<string, number>): Vector {
  const known: [feature: number, weight: number][] = [];
  let square = 0;
  for (const [feature, times] of features) {
    const number = numbers.get(feature);
    const weight = times * (number === undefined ? idfOfUnknown : (idf[number] ?? 0));
    square += weight * weight;
    if (number !== undefined) known.push([number, weight]);
  }
  const norm = Math.sqrt(square) || 1;
  return {
    features: Int32Array.from(known, ([number]) => number),
    weights: Float64Array.from(known, ([, weight]) => weight / norm),
  };
}

/** How likely each label is; empty where nothing of the text is known. */
type Likelihoods<Label> = readonly (readonly [Label, number])[];

const ROUNDS = 8;
const FIRST_STEP = 5;
/** How much smaller the steps become with each round. */
const SLOWER = 0.2;
const BIAS_STEP = 0.02;
/** Smaller mistakes teach nothing worth the time. */
const NEGLIGIBLE = 0.002;
/** Few examples leave the probabilities too near to each other: measured, this makes them honest. */
const SHARPNESS = 1.65;

/** Stochastic gradient descent, in an order that is mixed but always the same. */
function learn<Label>(examples: Examples, labels: readonly Label[]): Labels<Label> {
  const classes = [...new Set(labels)];
  const size = classes.length;
  const right = labels.map((label) => classes.indexOf(label));
  const model: Model = {
    size,
    weights: new Float64Array(examples.size * size),
    biases: new Float64Array(size),
  };
  const scores = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round++) {
    const step = FIRST_STEP / (1 + round * SLOWER);
    for (let i = 0; i < right.length; i++) {
      const example = (i * 7919 + round * 13) % right.length;
      const vector = examples.vectors[example]!;
      score(model, vector, scores);
      softmax(scores, 1);
      scores[right[example]!]! -= 1;
      correct(model, vector, scores, step);
    }
  }
  return { classes, model };
}

function likelihoodsBy<Label>({ classes, model }: Labels<Label>): (vector: Vector) => Likelihoods<Label> {
  const scores = new Float64Array(model.size);
  return (vector) => {
    if (vector.features.length === 0) return [];
    score(model, vector, scores);
    softmax(scores, SHARPNESS);
    return classes.map((label, k) => [label, scores[k]!] as const);
  };
}

interface Examples {
  /** How many features there are. */
  readonly size: number;
  readonly vectors: readonly Vector[];
}

/** What tells some labels from each other. */
interface Labels<Label> {
  readonly classes: readonly Label[];
  readonly model: Model;
}

interface Model {
  readonly size: number;
  /** Of feature f and class k at f * size + k. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

function score({ size, weights, biases }: Model, vector: Vector, scores: Float64Array): void {
  scores.set(biases);
  for (let i = 0; i < vector.features.length; i++) {
    const from = vector.features[i]! * size;
    const weight = vector.weights[i]!;
    for (let k = 0; k < size; k++) scores[k]! += weights[from + k]! * weight;
  }
}

function softmax(scores: Float64Array, sharpness: number): void {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += scores[k] = Math.exp((scores[k]! - highest) * sharpness);
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
}

/** Moves the model a step against its mistakes. */
function correct(
  { size, weights, biases }: Model,
  vector: Vector,
  mistakes: Float64Array,
  step: number,
): void {
  const wrong: number[] = [];
  for (let k = 0; k < size; k++) if (Math.abs(mistakes[k]!) >= NEGLIGIBLE) wrong.push(k);
  for (const k of wrong) biases[k]! -= step * BIAS_STEP * mistakes[k]!;
  for (let i = 0; i < vector.features.length; i++) {
    const from = vector.features[i]! * size;
    const move = step * vector.weights[i]!;
    for (const k of wrong) weights[from + k]! -= move * mistakes[k]!;
  }
}

interface Best<Label> {
  readonly label?: Label;
  readonly confidence: number;
}

/** The likeliest of those that count. */
function best<Label>(likelihoods: Likelihoods<Label>, counts: (label: Label) => boolean): Best<Label> {
  let found: Best<Label> = { confidence: 0 };
  for (const [label, likelihood] of likelihoods)
    if (likelihood > found.confidence && counts(label)) found = { label, confidence: likelihood };
  return found;
}
