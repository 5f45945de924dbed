import type { Classifier, Sample, Understanding } from './classifier.js';
import { asksForPerson } from './person.js';
import { featuresOf } from './words.js';

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

  return (text) => {
    const dots = new Float64Array(examples.length);
    let square = 0;
    for (const [feature, times] of featuresOf(text)) {
      const weight = times * idf(feature);
      square += weight * weight;
      for (const posting of postings.get(feature) ?? []) dots[posting.example]! += weight * posting.weight;
    }
    const norm = Math.sqrt(square) || 1;
    return understand(
      text,
      examples.map(({ sample, norm: other }, i) => ({ sample, similarity: dots[i]! / (norm * other) })),
    );
  };
}

const count = (into: Map<string, number>, feature: string) => into.set(feature, (into.get(feature) ?? 0) + 1);

function understand(
  text: string,
  compared: readonly { sample: Sample; similarity: number }[],
): Understanding {
  const wantsPerson = asksForPerson(text);
  const nearest = compared
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, NEIGHBOURS);
  const best = nearest[0];
  if (!best) return { confidence: 0, wantsPerson };
  const { intent, language } = best.sample;
  const agreeing = nearest.filter(({ sample }) => sample.intent === intent).length / nearest.length;
  const confidence = Math.min(1, best.similarity * (0.8 + 0.2 * agreeing));
  return { intent, confidence, wantsPerson, language };
}
