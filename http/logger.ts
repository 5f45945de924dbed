import pino, { type Logger } from 'pino';

/**
 * The program's log, as JSON lines on stderr. Of an error it keeps the kind, the code and where it happened, not the
 * message: messages of parsers and databases quote what they were given, and that may be a customer's words.
 */
export const createLogger = (level: string): Logger =>
  pino({ level, serializers: { err: withoutWords } }, pino.destination(2));

export function withoutWords(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, code, stack = '' } = error as Error & { code?: unknown };
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    ...(typeof code === 'string' && { code }),
    stack: frames.join('\n'),
    ...(error.cause !== undefined && { cause: withoutWords(error.cause) }),
  };
}
