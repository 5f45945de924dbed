import pino, { type DestinationStream, type Logger } from 'pino';

/**
 * The program's log, as JSON lines, on stderr unless told otherwise. Of an error it keeps the kind, the code and where it happened, not the
 * message: messages of parsers and databases quote what they were given, and that may be a customer's words.
 */
export const createLogger = (level: string, to: DestinationStream = pino.destination(2)): Logger =>
  pino({ level, serializers: { err: withoutWords } }, to);

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
