import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainedOn } from '../bot/classifier/trained.js';
import { readKnowledge } from '../dialogs/knowledge.js';
import { judge, type Outcome } from './outcome.js';

/**
 * What the bot understands of colloquial Portuguese: sets of invented messages whose authors had not seen the
 * knowledge files (`bench/messages`, intent `oos`: none of the desk's business). The knowledge may have learned from
 * their failures since: a set is only blind the first time.
 */
const FOLDER = 'bench/messages';
const SURE_ENOUGH = 0.5;

interface Message {
  readonly text: string;
  readonly intent: string;
}

/**
 * Questions that have had an answer of their own since these sets were written: those who labelled them could only name
 * the wider intent. Counted beside what is right, never as right.
 */
const NARROWER: Readonly<Record<string, readonly string[]>> = {
  planos: ['contratar', 'cobertura', 'taxa-instalacao', 'fidelidade-multa'],
  cancelar: ['fidelidade-multa'],
  'segunda-via': ['formas-pagamento'],
  saudacao: ['quem-e-voce'],
};

const knowledge = readKnowledge('dialogs/knowledge');
const outcomeOf = judge(knowledge, trainedOn(knowledge.samples), SURE_ENOUGH);
const known = new Set(knowledge.samples.map(({ text }) => text.toLowerCase().trim()));

function report(name: string, messages: readonly Message[]): void {
  const counts = new Map<Outcome | 'right, narrower', number>();
  for (const { text, intent } of messages) {
    const isNarrower = (NARROWER[intent] ?? []).some((one) => outcomeOf(text, one) === 'right');
    const outcome = isNarrower ? 'right, narrower' : outcomeOf(text, intent === 'oos' ? undefined : intent);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const shares = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([outcome, count]) => {
      const percent = ((100 * count) / messages.length).toFixed(1);
      return `${outcome} ${count} (${percent} %)`;
    });
  console.log(`${name.padEnd(36)} ${String(messages.length).padStart(4)}  ${shares.join('  ')}`);
}

for (const file of readdirSync(FOLDER).sort()) {
  const lines = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n');
  const messages = lines.map((line) => JSON.parse(line) as Message);
  const inScope = messages.filter(({ intent }) => intent !== 'oos');
  report(`${file}: the desk's business`, inScope);
  report(
    `${file}: of these no example`,
    inScope.filter(({ text }) => !known.has(text.toLowerCase().trim())),
  );
  report(
    `${file}: none of it`,
    messages.filter(({ intent }) => intent === 'oos'),
  );
}
