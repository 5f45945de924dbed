import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Attachment, ConversationLog, Receive } from '../channel.js';
import { parseJson, readBody, readJson } from '../../http/body.js';
import { isDirectLoopback, peerOf } from '../../http/peer.js';
import { badRequest } from '../../http/problem.js';
import type { Handler, HttpServer } from '../../http/server.js';
import { type Access, claimsOf } from './access.js';
import * as activities from './activities.js';
import { asItStands } from './as-it-stands.js';
import { openRoutes } from './cors.js';
import { toActivities } from './leaving.js';
import { createRateLimit } from './rate-limit.js';
import { STREAM_PREFIX } from './stream.js';
import { type Claims, LIFE_SECONDS, type Tokens } from './tokens.js';
import { forgetUpload, keepUpload, toAttachment } from './uploads.js';
import { readWatermark } from './watermark.js';

export interface DirectLineDeps {
  readonly receive: Receive;
  readonly log: ConversationLog;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly tokens: Tokens;
  readonly access: Access;
  readonly directLineSecret?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly filesFolder: string;
  readonly botName: string;
}

const BASE = '/v3/directline';
const ONE = `${BASE}/conversations/:id`;
const MOST_BODY_BYTES = 64 * 1024;

const userSchema = z.object({
  id: z
    .string()
    .regex(/^dl_[\x21-\x7e]{1,128}$/, 'must begin with dl_')
    .optional(),
  name: z.string().max(100).optional(),
});
const generateSchema = z.object({ user: userSchema.optional() });
const anonymousSchema = z.object({
  user: z
    .unknown()
    .optional()
    .transform(() => undefined),
});
/** The stock client sends `user: {}`; only the holder of the secret may name one. */
const startSchema = z.object({ user: z.unknown().optional(), locale: activities.localeSchema });

/** The Direct Line 3.0 endpoint, as far as the stock Web Chat client needs it. */
export function addDirectLine(server: HttpServer, deps: DirectLineDeps): void {
  const on = openRoutes(server);
  on('post', `${BASE}/tokens/generate`, generateToken(deps));
  on('post', `${BASE}/tokens/refresh`, refreshToken(deps));
  on('post', `${BASE}/conversations`, startConversation(deps));
  on('get', ONE, reconnect(deps));
  on('get', `${ONE}/activities`, readActivities(deps));
  on('post', `${ONE}/activities`, postActivity(deps));
  on('post', `${ONE}/upload`, postUpload(deps));
}

function generateToken({ access, directLineSecret, tokens, newId }: DirectLineDeps): Handler {
  const limit = createRateLimit(600, 60);
  return async (req, res) => {
    const isGuarded = directLineSecret !== undefined;
    if (isGuarded) access.demandSecret(req);
    else await limit(peerOf(req));
    const { user } = await readOptionalJson(req, isGuarded ? generateSchema : anonymousSchema);
    const conversation = newId();
    const claims = {
      conversation,
      user: user?.id ?? `dl_${newId()}`,
      ...(user?.name && { name: user.name }),
    };
    res.send(200, tokenAnswer(tokens, claims));
  };
}

function refreshToken({ access, tokens }: DirectLineDeps): Handler {
  return (req, res) => {
    const shown = access.credential(req);
    if (shown.kind === 'secret') throw badRequest('Only a token can be refreshed.');
    res.send(200, tokenAnswer(tokens, shown.claims));
  };
}

/** 201 when this call began the conversation, 200 when it was there: the door knows a repeated `joined`. */
function startConversation({ access, receive, newId, now, ...deps }: DirectLineDeps): Handler {
  return async (req, res) => {
    const shown = access.credential(req);
    const { user, locale } = await readOptionalJson(req, startSchema);
    const named = shown.kind === 'secret' ? userSchema.safeParse(user).data : undefined;
    const claims = claimsOf(shown, shown.kind === 'token' ? shown.claims.conversation : newId(), named);
    const { status } = await receive(activities.joined(claims, locale, now()));
    res.send(status === 'kept' ? 201 : 200, conversationAnswer(req, deps, claims, ''));
  };
}

function reconnect({ access, ...deps }: DirectLineDeps): Handler {
  return (req, res) => {
    const id = conversationOf(req.params);
    const claims = claimsOf(access.toConversation(req, id), id);
    const watermark = watermarkOf(req);
    res.send(200, conversationAnswer(req, deps, claims, watermark > 0 ? String(watermark) : ''));
  };
}

function readActivities({ access, log, botName }: DirectLineDeps): Handler {
  return async (req, res) => {
    const id = conversationOf(req.params);
    access.toConversation(req, id);
    const watermark = watermarkOf(req);
    const entries = await log.after(activities.addressOfConversation(id), watermark);
    res.send(200, {
      activities: toActivities(asItStands(entries), botName),
      watermark: String(entries.at(-1)?.position ?? watermark),
    });
  };
}

function postActivity(deps: DirectLineDeps): Handler {
  return async (req, res) => {
    const id = conversationOf(req.params);
    const shown = deps.access.toConversation(req, id);
    const activity = await readJson(req, activities.activitySchema, MOST_BODY_BYTES);
    const kept = await say(deps, claimsOf(shown, id, activity.from), activity, []);
    res.send(200, { id: kept.id });
  };
}

function postUpload(deps: DirectLineDeps): Handler {
  const { access, filesFolder, newId } = deps;
  const limit = createRateLimit(30, 600);
  return async (req, res) => {
    const id = conversationOf(req.params);
    const shown = access.toConversation(req, id);
    await limit(id);
    const upload = await keepUpload(req, filesFolder, newId);
    try {
      const activity = parseJson(upload.activity ?? '{"type":"message"}', activities.activitySchema);
      const files = upload.files.map((file) => toAttachment(file, deps.publicUrl ?? ''));
      const kept = await say(deps, claimsOf(shown, id, activity.from), activity, files);
      if (!kept.isNew) await forgetUpload(filesFolder, upload);
      res.send(200, { id: kept.id });
    } catch (error) {
      await forgetUpload(filesFolder, upload);
      throw error;
    }
  };
}

/** Resolves when the message is kept on disk. What we do not take from customers is answered like the rest. */
async function say(
  { receive, now, newId }: DirectLineDeps,
  claims: Claims,
  activity: activities.PostedActivity,
  files: readonly Attachment[],
) {
  const incoming = activities.toIncoming(activity, { claims, files, now: now(), newId });
  if (!incoming) return { id: `${claims.conversation}|${newId()}`, isNew: false };
  const { position, status } = await receive(incoming);
  return { id: activities.activityId(claims.conversation, position), isNew: status === 'kept' };
}

const tokenAnswer = (tokens: Tokens, claims: Claims) => ({
  conversationId: claims.conversation,
  token: tokens.issue('access', claims),
  expires_in: LIFE_SECONDS.access,
});

function conversationAnswer(
  req: IncomingMessage,
  { tokens, publicUrl }: Pick<DirectLineDeps, 'tokens' | 'publicUrl'>,
  claims: Claims,
  watermark: string,
) {
  const stream = `${STREAM_PREFIX}${claims.conversation}/stream`;
  const query = `watermark=${watermark}&t=${tokens.issue('stream', claims)}`;
  return { ...tokenAnswer(tokens, claims), streamUrl: `${socketBase(req, publicUrl)}${stream}?${query}` };
}

/** Behind a proxy the Host header may be the proxy's idea, so the public address wins, except on this machine itself. */
function socketBase(req: IncomingMessage, publicUrl: string | undefined): string {
  if (publicUrl && !isDirectLoopback(req)) return new URL(publicUrl).origin.replace(/^http/, 'ws');
  return `ws://${req.headers.host ?? 'localhost'}`;
}

/** Clients ask for a token with an empty body as often as with a JSON one. */
async function readOptionalJson<T>(req: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const text = (await readBody(req, MOST_BODY_BYTES)).toString('utf8');
  return parseJson(text.trim() === '' ? '{}' : text, schema);
}

const conversationOf = (params: unknown): string => String((params as Record<string, unknown>).id);

const watermarkOf = (req: IncomingMessage): number =>
  readWatermark(new URL(req.url ?? '/', 'http://here').searchParams.get('watermark'));
