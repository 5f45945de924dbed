import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Classifier, Sample } from '../../bot/classifier/classifier.js';
import { classifierOf, learntFrom, type Learnt } from '../../bot/classifier/trained.js';
import { readKnowledge, type Knowledge } from '../../dialogs/knowledge.js';

const SOURCES = join('bot', 'classifier');
export const DEMO_KNOWLEDGE = join('dialogs', 'knowledge');

let knowledge: Knowledge | undefined;
let classifier: Classifier | undefined;

/** What the demo desk knows, read once for all worlds of a test file. */
export const demoKnowledge = (): Knowledge => (knowledge ??= readKnowledge(DEMO_KNOWLEDGE));

/** The classifier of the demo desk, trained once for all files and processes of all runs until knowledge or classifier change. */
export const classifyDemo: Classifier = (text) =>
  (classifier ??= classifierOf(learntOnce(demoKnowledge().samples)))(text);

function learntOnce(samples: readonly Sample[]): Learnt {
  const file = join(tmpdir(), `bastao-learnt-${fingerprint(samples)}`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as Learnt;
  const learnt = learntFrom(samples);
  // Whole or not at all: others may be looking for it.
  const unfinished = `${file}-${process.pid}`;
  writeFileSync(unfinished, serialize(learnt));
  renameSync(unfinished, file);
  return learnt;
}

function fingerprint(samples: readonly Sample[]): string {
  const hash = createHash('sha256').update(process.version).update(JSON.stringify(samples));
  for (const name of readdirSync(SOURCES).sort()) hash.update(readFileSync(join(SOURCES, name)));
  return hash.digest('hex').slice(0, 24);
}
