import { z } from 'zod';
import { notFound } from '../../http/problem.js';
import { accountRoutes, type AccountDeps } from './account.js';
import { lineRoutes, type LineDeps } from './lines.js';
import { command, type CommandDeps, type DeskCommand } from './commands.js';
import { pageRoutes } from './page.js';
import { signedInRoute, type Call, type Route } from './route.js';
import type { Viewer } from './sessions.js';

export interface RouteDeps extends AccountDeps, CommandDeps, LineDeps {
  readonly newId: () => string;
  readonly pagesFolder: string;
}

const TICKETS = '/console/api/tickets';
const TICKET = `${TICKETS}/:id`;
const LONGEST_SEARCH = 100;
const commandId = z.uuid();
const name = z.string().min(1).max(100);
/** What a ticket is about: empty while nobody knows. */
const subject = z.string().max(100);
const written = z.string().trim().min(1).max(2000);

/** Everything the console answers to. A test walks this table: nothing may be served beside it. */
export const consoleRoutes = (deps: RouteDeps): readonly Route[] => [
  ...pageRoutes(deps.pagesFolder),
  ...accountRoutes(deps),
  ...readingRoutes(deps),
  ...commandRoutes(deps),
  ...passingRoutes(deps),
  ...lineRoutes(deps),
];

const readingRoutes = ({ desk }: RouteDeps): readonly Route[] => [
  signedInRoute({
    method: 'get',
    path: '/console/api/me',
    role: 'agent',
    withOneTimePassword: true,
    answer: async (_call, { me }) => ({ body: me }),
  }),
  signedInRoute({
    method: 'get',
    path: '/console/api/board',
    role: 'agent',
    answer: async (_call, { me }) => ({ body: await desk.board(me.id) }),
  }),
  signedInRoute({
    method: 'get',
    path: TICKETS,
    role: 'agent',
    answer: async ({ query }, { me }) => ({
      body: await desk.search(me.id, (query.q ?? '').slice(0, LONGEST_SEARCH)),
    }),
  }),
  signedInRoute({
    method: 'get',
    path: TICKET,
    role: 'agent',
    answer: async ({ params }, { me }) => {
      const ticket = await desk.ticket(me.id, params.id ?? '');
      if (!ticket) throw notFound('There is no such ticket, or it is not yours to see.');
      return { body: ticket };
    },
  }),
];

/** Makes a route's answer out of the command it stands for. */
const asking =
  (deps: RouteDeps) =>
  <Body extends { readonly commandId: string }>(toCommand: (ticketId: string, body: Body) => DeskCommand) =>
  ({ params, body }: Call<Body>, { me }: Viewer) =>
    command(deps, me, body.commandId, toCommand(params.id ?? '', body));

function commandRoutes(deps: RouteDeps): readonly Route[] {
  const ask = asking(deps);
  return [
    signedInRoute({
      method: 'put',
      path: '/console/api/presence',
      role: 'agent',
      schema: z.strictObject({ available: z.boolean() }),
      answer: ({ body: { available } }, { me }) =>
        command(deps, me, deps.newId(), { type: 'presence', available }),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/accept`,
      role: 'agent',
      schema: z.strictObject({ commandId }),
      answer: ask((ticketId) => ({ type: 'accept', ticketId })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/refuse`,
      role: 'agent',
      schema: z.strictObject({ commandId, reason: z.string().trim().max(500).optional() }),
      answer: ask((ticketId, { reason }) => ({ type: 'refuse', ticketId, ...(reason && { reason }) })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/reply`,
      role: 'agent',
      schema: z.strictObject({ commandId, text: z.string().trim().min(1).max(8000) }),
      answer: ask((ticketId, { text }) => ({ type: 'say', ticketId, text })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/close`,
      role: 'agent',
      schema: z.strictObject({ commandId, told: written, solved: written, problem: subject.optional() }),
      answer: ask((ticketId, { commandId: _, ...rest }) => ({ type: 'close', ticketId, ...rest })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/note`,
      role: 'agent',
      schema: z.strictObject({ commandId, text: written }),
      answer: ask((ticketId, { text }) => ({ type: 'note', ticketId, text })),
    }),
  ];
}

/** One of the two. */
const receiver = { agent: name.optional(), department: name.optional() };

/** A ticket goes to somebody else: by its holder, or over their head by a supervisor. */
function passingRoutes(deps: RouteDeps): readonly Route[] {
  const ask = asking(deps);
  return [
    signedInRoute({
      method: 'post',
      path: `${TICKET}/transfer`,
      role: 'agent',
      schema: z
        .strictObject({ commandId, note: written, ...receiver })
        .refine(({ agent, department }) => (agent === undefined) !== (department === undefined), {
          message: 'name an agent or a department',
          path: ['agent'],
        }),
      answer: ask((ticketId, { commandId: _, ...rest }) => ({ type: 'transfer', ticketId, ...rest })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/escalate`,
      role: 'agent',
      schema: z.strictObject({ commandId, to: z.enum(['specialist', 'supervisor']), note: written }),
      answer: ask((ticketId, { to, note }) => ({ type: 'escalate', ticketId, to, note })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/hand-back`,
      role: 'agent',
      schema: z.strictObject({ commandId, note: written.optional() }),
      answer: ask((ticketId, { note }) => ({ type: 'hand-back', ticketId, ...(note && { note }) })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/take-over`,
      role: 'supervisor',
      schema: z.strictObject({ commandId }),
      answer: ask((ticketId) => ({ type: 'take-over', ticketId })),
    }),
    signedInRoute({
      method: 'post',
      path: `${TICKET}/reassign`,
      role: 'supervisor',
      schema: z.strictObject({ commandId, agent: name, note: written.optional() }),
      answer: ask((ticketId, { agent, note }) => ({
        type: 'reassign',
        ticketId,
        agent,
        ...(note && { note }),
      })),
    }),
  ];
}
