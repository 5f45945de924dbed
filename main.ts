import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { startApp, type App } from './app.js';
import { ConfigError, readConfig, type Config } from './config.js';
import { KnowledgeError } from './dialogs/knowledge.js';
import { createLogger } from './http/logger.js';
import { DeskFileError } from './routing/desk-file.js';
import { DemoFileError } from './store/demo-file.js';

const LONGEST_STOP_MS = 10_000;
const FOLDER_TROUBLE = new Set(['ENOTDIR', 'EACCES', 'EROFS', 'EPERM', 'EEXIST', 'ENOSPC']);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function announce(config: Config, { port, newPasswords }: App): void {
  const base = config.PUBLIC_URL ?? `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`;
  say(`\nBastão is running.\n`);
  say(`  Customers:           ${base}/`);
  say(`  Agents' console:     ${base}/console`);
  say(`  Bot Framework:       ${base}/api/messages   (connect the Emulator here)\n`);
  if (newPasswords.length === 0) return;
  say('  One-time passwords for the console, shown only now; each is replaced at the first sign-in:\n');
  const width = Math.max(...newPasswords.map(({ agentId }) => agentId.length));
  for (const { agentId, password, name } of newPasswords)
    say(`    ${agentId.padEnd(width)}  ${password}  (${name})`);
  say('');
}

/** Ctrl-C or SIGTERM: finish what is under way and leave; a second one leaves at once. */
function stopOnSignal(app: App): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError)
    return `These settings cannot be used (see .env.example):\n${error.message}`;
  if (error instanceof DeskFileError) return `The desk file cannot be used:\n${error.message}`;
  if (error instanceof KnowledgeError) return `The knowledge files cannot be used:\n${error.message}`;
  if (error instanceof DemoFileError) return `The customers file cannot be used:\n${error.message}`;
  const { code, path, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the other program, or set PORT to another one.`;
  if (code === 'ENOENT')
    return `There is no file ${path}. Check DESK_FILE, KNOWLEDGE_FOLDER and CUSTOMERS_FILE.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address like HOST (${message}).`;
  if (code !== undefined && FOLDER_TROUBLE.has(code))
    return `The folder ${path} cannot be used (${code}). Set DATA_FOLDER to one that can be written to.`;
  if (code?.startsWith('SQLITE_'))
    return `The database in DATA_FOLDER cannot be opened (${message}). Restore a backup, or name another folder.`;
  return message;
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const logger = createLogger(config.LOG_LEVEL);
  const app = await startApp(config, {
    ...{ now: () => new Date(), newId: randomUUID, logger },
    print: (text) => void process.stdout.write(`${text}\n`),
  });
  announce(config, app);
  stopOnSignal(app);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
