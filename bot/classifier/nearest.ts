import type { Language } from '../../texts/texts.js';
import type { Classifier, Sample } from './classifier.js';
import { languageOfWords } from './language.js';
import { asksForPerson } from './person.js';
import { featuresOf, fold, wordsOf } from './words.js';

/** The examples that are alike enough to count for an intent. */
const NEIGHBOURS = 3;

interface Example {
  readonly sample: Sample;
  readonly norm: number;
}

/**
 * A small classifier: the cosine of a message to its nearest examples, by TF-IDF weights over word stems, pairs and
 * letter triples (Manning, Raghavan, Schütze: Introduction to Information Retrieval, chapter 6). Enough for a handful
 * of intents; unknown words lower the confidence instead of being ignored.
 */
export function nearestExamples(samples: readonly Sample[]): Classifier {
  const vectors = samples.map(({ text }) => featuresOf(text));
  const documents = new Map<string, number>();
  for (const vector of vectors) for (const feature of vector.keys()) count(documents, feature);
  const idf = (feature: string) => Math.log((1 + samples.length) / (1 + (documents.get(feature) ?? 0))) + 0.3;
  const postings = new Map<string, { example: number; weight: number }[]>();
  const examples: Example[] = vectors.map((vector, example) => {
    let square = 0;
    for (const [feature, times] of vector) {
      const weight = times * idf(feature);
      square += weight * weight;
      const list = postings.get(feature) ?? [];
      list.push({ example, weight });
      postings.set(feature, list);
    }
    return { sample: samples[example] as Sample, norm: Math.sqrt(square) || 1 };
  });

  const understandOne = (text: string): Match | undefined => {
    const dots = new Float64Array(examples.length);
    let square = 0;
    for (const [feature, times] of featuresOf(text)) {
      const weight = times * idf(feature);
      square += weight * weight;
      for (const posting of postings.get(feature) ?? []) dots[posting.example]! += weight * posting.weight;
    }
    const norm = Math.sqrt(square) || 1;
    return nearest(closestOf(examples, dots, norm));
  };

  return (text) => {
    const match = bestPart(text, understandOne);
    const language =
      match && match.confidence >= CLEAR ? match.language : languageOfWords(wordsOf(fold(text)));
    return {
      confidence: match?.confidence ?? 0,
      wantsPerson: asksForPerson(text),
      ...(match && { intent: match.intent }),
      ...(language && { language }),
    };
  };
}

/** A message as clear as this is not taken apart. */
const CLEAR = 0.6;

/** The whole message if it is clear; else its longest clear clause: a salutation must not hide the question. */
function bestPart(text: string, one: (text: string) => Match | undefined): Match | undefined {
  const whole = one(text);
  if (whole && whole.confidence >= CLEAR) return whole;
  const clauses = text.split(/[.!?,;\n]+/).filter((clause) => clause.trim() !== '');
  if (clauses.length < 2) return whole;
  const clear = clauses
    .map((clause) => ({ match: one(clause), length: clause.length }))
    .filter(({ match }) => match && match.confidence >= CLEAR)
    .sort((a, b) => b.length - a.length);
  return clear[0]?.match ?? whole;
}

const count = (into: Map<string, number>, feature: string) => into.set(feature, (into.get(feature) ?? 0) + 1);

interface Match {
  readonly intent: string;
  readonly confidence: number;
  readonly language: Language;
}

interface Compared {
  readonly sample: Sample;
  readonly similarity: number;
}

/** The examples most like a message, given the products with it and its length. */
function closestOf(examples: readonly Example[], dots: Float64Array, norm: number): Compared[] {
  const closest: Compared[] = [];
  examples.forEach(({ sample, norm: other }, i) => {
    const similarity = (dots[i] ?? 0) / (norm * other);
    if (similarity <= (closest[NEIGHBOURS - 1]?.similarity ?? 0)) return;
    const place = closest.findIndex((one) => similarity > one.similarity);
    closest.splice(place < 0 ? closest.length : place, 0, { sample, similarity });
    closest.length = Math.min(closest.length, NEIGHBOURS);
  });
  return closest;
}

/** The intent of the most similar example; the closest ones agreeing makes it surer. */
function nearest(closest: readonly Compared[]): Match | undefined {
  const best = closest[0];
  if (!best) return undefined;
  const { intent, language } = best.sample;
  const agreeing = closest.filter(({ sample }) => sample.intent === intent).length / closest.length;
  return { intent, language, confidence: Math.min(1, best.similarity * (0.8 + 0.2 * agreeing)) };
}
