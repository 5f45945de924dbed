import { readFileSync } from 'node:fs';
import { InputProblem, oneLine } from './simulate/problem.js';
import { runFile } from './simulate/run.js';

/**
 * `npm run --silent simulate -- FILE.json [--summary]`: runs a day of routing under a virtual clock and prints every
 * decision as a line of JSON. An unusable file: one line on stderr that begins with the place, and exit code 1.
 */
const usage = 'usage: npm run --silent simulate -- FILE.json [--summary]';
const args = process.argv.slice(2);
const options = args.filter((one) => one.startsWith('--'));
const [fileName, ...more] = args.filter((one) => !one.startsWith('--'));
try {
  if (fileName === undefined || more.length > 0 || options.some((one) => one !== '--summary'))
    throw new InputProblem([], usage);
  const { decisions, tally } = await runFile(readFile(fileName));
  const lines = decisions.map((one) => JSON.stringify(one));
  if (options.length > 0) lines.push(tally.line());
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
} catch (error) {
  if (!(error instanceof InputProblem)) throw error;
  const aboutFile = error.path.length === 0 && error.message !== usage;
  console.error(aboutFile ? `${fileName}: ${error.message}` : error.message);
  process.exitCode = 1;
}

function readFile(name: string): unknown {
  try {
    return JSON.parse(readFileSync(name, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const syntax = error instanceof SyntaxError;
    const why = oneLine(error instanceof Error ? error.message : String(error));
    throw new InputProblem([], syntax ? `is no JSON: ${why}` : `cannot be read: ${why}`);
  }
}
