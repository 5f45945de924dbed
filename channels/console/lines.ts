import type { Logger } from 'pino';
import { z } from 'zod';
import type { NetworkLine, LineState } from '../channel.js';
import { HttpProblem, notFound } from '../../http/problem.js';
import { DEFAULT_LANGUAGE, nearestLanguage, type Texts } from '../../texts/texts.js';
import type { LineView, Me } from './api.js';
import { shownPhone, typedPhone } from './phone.js';
import { qrOf } from './qr.js';
import { signedInRoute, type Route } from './route.js';

export interface LineDeps {
  readonly lines: readonly NetworkLine[];
  readonly texts: Pick<Texts, 'say' | 'knows'>;
  readonly logger: Pick<Logger, 'info' | 'error'>;
}

const LINES = '/console/api/lines';

/** How the lines to the networks stand, and linking one of them anew. */
export const lineRoutes = (deps: LineDeps): readonly Route[] => [
  signedInRoute({
    method: 'get',
    path: LINES,
    role: 'supervisor',
    answer: async (_call, { me }) => ({
      body: deps.lines.map((line) => lineView(line.state(), me, deps.texts)),
    }),
  }),
  signedInRoute({
    method: 'post',
    path: `${LINES}/:channel/link`,
    role: 'admin',
    schema: z.strictObject({ phone: z.string().trim().min(1).max(40).optional() }),
    answer: async ({ params, body: { phone } }, { me }) => {
      await link(deps, params.channel ?? '', phone);
      const { channel } = params;
      deps.logger.info(
        { agentId: me.id, channel, by: phone === undefined ? 'qr' : 'code' },
        'linking a line',
      );
      return { body: { status: 'done' } };
    },
  }),
];

/** The line as this reader may see it: what links it is for admins only. */
export function lineView(
  state: LineState,
  me: Pick<Me, 'admin' | 'language'>,
  texts: LineDeps['texts'],
): LineView {
  const { channel, account, since, retryAt, phone, isAlarming } = state;
  const mayLink = me.admin && mayBeLinked(state);
  return {
    ...{ channel, account, state: state.state, since: since.toISOString(), isAlarming },
    ...(state.reason !== undefined && { reason: reasonOf(state, me.language, texts) }),
    ...(retryAt && { retryAt: retryAt.toISOString() }),
    ...(phone !== undefined && { phone: shownPhone(phone) }),
    mayLink,
    ...(mayLink && state.link && { link: linkView(state.link) }),
  };
}

const mayBeLinked = ({ state }: LineState) => state === 'linking' || state === 'stopped';

const linkView = ({ qr, code }: NonNullable<LineState['link']>): LineView['link'] => ({
  ...(qr !== undefined && { qr: qrOf(qr) }),
  ...(code !== undefined && { code }),
});

function reasonOf(
  { reason = '', channel, phone = '' }: LineState,
  language: string,
  texts: LineDeps['texts'],
) {
  const key = `line.${reason}`;
  const facts = { channel, phone: phone && shownPhone(phone) };
  const text = texts.knows(key)
    ? texts.say(nearestLanguage(language) ?? DEFAULT_LANGUAGE, key, facts)
    : reason;
  return { code: reason, text };
}

async function link({ lines, logger }: LineDeps, channel: string, typed?: string): Promise<void> {
  const line = lines.find((one) => one.state().channel === channel);
  if (!line) throw notFound('There is no such line.');
  const phone = typed === undefined ? undefined : typedPhone(typed);
  if (typed !== undefined && phone === undefined)
    throw new HttpProblem(400, 'BadPhone', 'This is not a phone number. Write it with its area code.');
  if (!mayBeLinked(line.state()))
    throw new HttpProblem(
      409,
      'NotNow',
      'The line is linked already, or on its way: there is nothing to link.',
    );
  try {
    await line.link(phone);
  } catch (error) {
    // The message of an error may quote what was sent: a number, a secret.
    logger.error(
      { channel, error: error instanceof Error ? error.name : typeof error },
      'linking a line failed',
    );
    throw new HttpProblem(502, 'LinkFailed', 'The network did not take it. Try again in a moment.');
  }
}
