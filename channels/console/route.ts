import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { readJson } from '../../http/body.js';
import { isSameOrigin, peerOf } from '../../http/peer.js';
import { forbidden, HttpProblem, unauthorized } from '../../http/problem.js';
import type { HttpServer } from '../../http/server.js';
import type { Me, Role } from './api.js';
import type { Sessions, Viewer } from './sessions.js';

/** What a route is asked. Everything in it has passed the route's checks. */
export interface Call<Body = unknown> {
  readonly peer: string;
  readonly params: Readonly<Record<string, string>>;
  /** What follows the `?`; of a name given twice the last. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly ifNoneMatch?: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is bytes: those go out under the `content-type` of `headers`. */
  readonly body?: unknown;
}

interface RouteShape {
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
}

/** A route open to everyone. */
export interface OpenRoute<Body = unknown> extends RouteShape {
  readonly role: 'anyone';
  readonly schema?: z.ZodType<Body>;
  answer(call: Call<Body>): Promise<Answer>;
}

/** A route for people signed in, with at least this role. */
export interface SignedInRoute<Body = unknown> extends RouteShape {
  readonly role: Role;
  readonly schema?: z.ZodType<Body>;
  /** Also open to somebody who has not replaced the one-time password yet. */
  readonly withOneTimePassword?: true;
  answer(call: Call<Body>, viewer: Viewer): Promise<Answer>;
}

export type Route = OpenRoute | SignedInRoute;

/** Lets a table infer each route's body from its schema. */
export const openRoute = <Body>(route: OpenRoute<Body>): Route => route;
export const signedInRoute = <Body>(route: SignedInRoute<Body>): Route => route;

export interface Gate {
  readonly sessions: Sessions;
  readonly publicUrl?: string;
}

/**
 * Serves the table. In this order: 401 without a session, 403 for too low a role or an unreplaced one-time password,
 * 403 for a change that comes from no page of ours, 4xx for a body that does not fit; only then the route is asked.
 */
export function serveRoutes(server: HttpServer, routes: readonly Route[], gate: Gate): void {
  for (const route of routes)
    server.on(route.method, route.path, async (req, res) => {
      const viewer = route.role === 'anyone' ? undefined : await admit(req, route, gate.sessions);
      if (route.method !== 'get' && !isSameOrigin(req, gate.publicUrl))
        throw forbidden('Changes are taken from the console page only.');
      const call: Call = {
        peer: peerOf(req),
        params: (req.params ?? {}) as Record<string, string>,
        query: Object.fromEntries(new URL(req.url ?? '/', 'http://here').searchParams),
        body: route.schema && (await readJson(req, route.schema, 64 * 1024)),
        ifNoneMatch: req.headers['if-none-match'],
      };
      const answer = viewer ? await route.answer(call, viewer) : await (route as OpenRoute).answer(call);
      write(res, answer);
    });
}

/** Does this person have the role? An admin has every role; a supervisor the agents'. */
export function hasRole({ level, admin }: Pick<Me, 'level' | 'admin'>, role: Role): boolean {
  switch (role) {
    case 'agent':
      return true;
    case 'supervisor':
      return admin || level === 'supervisor';
    case 'admin':
      return admin;
  }
}

async function admit(req: IncomingMessage, route: SignedInRoute, sessions: Sessions): Promise<Viewer> {
  const viewer = await sessions.viewerOf(req);
  if (!viewer) throw unauthorized('Sign in first.');
  if (viewer.me.mustChangePassword && !route.withOneTimePassword)
    throw new HttpProblem(403, 'MustChangePassword', 'Replace the one-time password first.');
  if (!hasRole(viewer.me, route.role)) throw forbidden(`This is for the role ${route.role}.`);
  return viewer;
}

function write(res: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
  res.writeHead(status, {
    'cache-control': 'no-store',
    ...(bytes.length > 0 && { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
    ...(status !== 304 && { 'content-length': String(bytes.length) }),
  });
  res.end(bytes);
}
