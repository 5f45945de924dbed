import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { badRequest, HttpProblem } from './problem.js';

/** Reads the whole body, at most `limitBytes`; a larger one is a 413 and is not kept in memory. */
export async function readBody(req: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes)
      throw new HttpProblem(413, 'TooLarge', `The body may have at most ${limitBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Reads a JSON body that fits the schema: 415 for another content type (which is also what keeps other sites' forms
 * out), 413 for a body over `limitBytes`, 400 with all problems for what does not fit.
 */
export async function readJson<T>(
  req: IncomingMessage,
  schema: z.ZodType<T>,
  limitBytes = 256 * 1024,
): Promise<T> {
  const type = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as application/json.');
  return parseJson((await readBody(req, limitBytes)).toString('utf8'), schema);
}

/** Parses text that must be JSON of the given shape; 400 with all problems otherwise. */
export function parseJson<T>(text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
  const result = schema.safeParse(value);
  if (!result.success) throw badRequest(z.prettifyError(result.error));
  return result.data;
}
