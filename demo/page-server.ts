import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['demo/page/index.html', 'text/html; charset=utf-8'],
  '/demo.js': ['demo/page/demo.js', JAVASCRIPT],
  ...Object.fromEntries(
    ['actions', 'bubble', 'formatted', 'phone', 'tour', 'writing'].map((name) => [
      `/${name}.js`,
      [`demo/page/${name}.js`, JAVASCRIPT] as const,
    ]),
  ),
  '/demo.css': ['demo/page/demo.css', 'text/css; charset=utf-8'],
};
/** Whatever else was sent is offered to be kept, never opened on this page. */
const SHOWN = /^(image\/(png|jpeg|webp|gif)|audio\/\w+|application\/pdf)(;|$)/;
const LARGEST = 64 * 1024;

const wish = z.object({
  phone: z.string().optional(),
  text: z.string().max(4000).optional(),
  to: z.string().optional(),
  quote: z.string().optional(),
  /** The message that something is done to. */
  of: z.string().optional(),
  emoji: z.string().max(16).optional(),
  file: z.enum(['picture', 'sound', 'document']).optional(),
  trouble: z.string().optional(),
});
export type Wish = z.infer<typeof wish>;

export interface PageDeps {
  /** All that the page shows. */
  readonly state: () => object;
  /** By path. What cannot be done rejects with the sentence the operator reads. */
  readonly actions: Readonly<Record<string, (wish: Wish) => Promise<void>>>;
}

export interface DemoPage {
  readonly port: number;
  /** Keeps a file and gives the address under which the page finds it. */
  readonly keep: (bytes: Buffer, contentType: string) => string;
  /** Tells every open page. */
  readonly changed: () => void;
  /** Until then the page has nothing to show. */
  open(deps: PageDeps): void;
}

/** The demo's page, for this machine only. Rejects if the port is in use. */
export async function servePage(port: number): Promise<DemoPage> {
  const files: { readonly bytes: Buffer; readonly type: string }[] = [];
  const watching = new Set<ServerResponse>();
  let deps: PageDeps | undefined;
  const tell = (res: ServerResponse): void => {
    if (deps) res.write(`data: ${JSON.stringify(deps.state())}\n\n`);
  };
  let isDue = false;
  const changed = (): void => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      watching.forEach(tell);
    });
  };
  const server = createServer((req, res) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (req.method === 'POST') return void act(req, res, deps?.actions[path]).then(changed);
    if (path === '/events') return watch(res);
    const kept = files[Number(/^\/files\/(\d+)$/.exec(path)?.[1] ?? -1)];
    if (kept) return answer(res, 200, kept.bytes, kept.type);
    const [file, type] = FILES[path] ?? [];
    if (file === undefined || type === undefined) return answer(res, 404, 'Not found');
    return answer(res, 200, readFileSync(file), type);
  });
  const watch = (res: ServerResponse): void => {
    res.setHeader('content-type', 'text/event-stream');
    res.setHeader('cache-control', 'no-store');
    res.flushHeaders();
    watching.add(res);
    res.on('close', () => watching.delete(res));
    tell(res);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    keep: (bytes, type) =>
      `/files/${files.push({ bytes, type: SHOWN.test(type) ? type : 'application/octet-stream' }) - 1}`,
    changed,
    open: (given) => {
      deps = given;
      changed();
    },
  };
}

/** restify replaces `writeHead` for the whole process, and its own gives nothing back: headers are set one by one. */
function answer(res: ServerResponse, status: number, body: Buffer | string = '', type = 'text/plain'): void {
  res.statusCode = status;
  res.setHeader('content-type', type);
  res.setHeader('cache-control', 'no-store');
  res.setHeader('x-content-type-options', 'nosniff');
  res.end(body);
}

async function act(
  req: IncomingMessage,
  res: ServerResponse,
  action: ((wish: Wish) => Promise<void>) | undefined,
): Promise<void> {
  // Other pages open in the same browser have no business here.
  if (req.headers.origin !== undefined && req.headers.origin !== `http://${req.headers.host}`)
    return answer(res, 403, 'Only the page of the demo may do this.');
  if (!action) return answer(res, 404, 'Not found');
  try {
    await action(await wishIn(req));
    answer(res, 200);
  } catch (error) {
    answer(res, 400, error instanceof Error ? error.message : 'Não deu certo.', 'text/plain; charset=utf-8');
  }
}

async function wishIn(req: IncomingMessage): Promise<Wish> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST) throw new Error('A mensagem é longa demais.');
    chunks.push(chunk);
  }
  const read = wish.safeParse(length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString()));
  if (!read.success) throw new Error('A mensagem é longa demais, ou não é o que esta página espera.');
  return read.data;
}
