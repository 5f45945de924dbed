import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import pino from 'pino';
import { startApp } from '../../app.js';
import type { CommitName } from '../../bot/store.js';
import type { RunTurn } from '../../bot/turn.js';
import type { Receive } from '../../channels/channel.js';
import { readConfig } from '../../config.js';
import { classifyDemo, demoKnowledge } from './trained.js';

/**
 * The real program, mortal: it kills itself right after the commit CRASH_AT of the name CRASH_AFTER, flushed and not
 * yet told to anybody. Each line on stdin sets its clock, as milliseconds ahead of the real one; the first one
 * starts it. It prints `ready <port> <first passwords as JSON>`. With ACKNOWLEDGE_FIRST it is a worse program, which
 * acknowledges a message before it keeps it.
 */
const { CRASH_AFTER, CRASH_AT = '1', ACKNOWLEDGE_FIRST } = process.env;

/** Words on which the bot fails, as on a bug. */
const BREAKING = 'quebre agora';

/** Read before the first order: it takes longer than starting. */
const knowledge = demoKnowledge();
classifyDemo('oi');

let aheadMs = 0;
const orders = createInterface({ input: process.stdin });
orders.on('close', () => process.exit());
orders.on('line', (line) => (aheadMs = Number(line)));
orders.once('line', () => void live());

let left = Number(CRASH_AT);
const afterCommit = (names: readonly CommitName[]): void => {
  for (const name of names) if (name === CRASH_AFTER && --left === 0) process.kill(process.pid, 'SIGKILL');
};

const aroundTurn =
  (runTurn: RunTurn): RunTurn =>
  (conversation, said, ...rest) => {
    if (said.content.kind === 'text' && said.content.text.includes(BREAKING)) throw new Error('a bug');
    return runTurn(conversation, said, ...rest);
  };

const acknowledgeFirst =
  (receive: Receive): Receive =>
  async (incoming) => {
    setTimeout(() => void receive(incoming), 50);
    return { status: 'kept', id: incoming.id, position: 0, outcome: Promise.resolve({ status: 'done' }) };
  };

async function live(): Promise<void> {
  const app = await startApp(readConfig(process.env), {
    now: () => new Date(Date.now() + aheadMs),
    newId: randomUUID,
    logger: pino({ level: 'fatal' }, pino.destination(2)),
    tickMs: 100,
    ...{ classify: classifyDemo, knowledge },
    ...{ afterCommit, aroundTurn },
    ...(ACKNOWLEDGE_FIRST && { aroundReceive: acknowledgeFirst }),
  });
  const passwords = Object.fromEntries(app.newPasswords.map(({ agentId, password }) => [agentId, password]));
  process.stdout.write(`ready ${app.port} ${JSON.stringify(passwords)}\n`);
}
