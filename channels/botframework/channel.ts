import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { readJson } from '../../http/body.js';
import { isDirectLoopback } from '../../http/peer.js';
import { forbidden, HttpProblem } from '../../http/problem.js';
import type { HttpServer } from '../../http/server.js';
import { addressKey, type Outgoing, type PushChannel, type Receive } from '../channel.js';
import { type ArrivingActivity, arrivingActivity, readReference, type Reference } from './activity.js';
import { addressOf, CHANNEL } from './address.js';
import { incomingOf } from './arriving.js';
import { Connector, isLocal } from './connector.js';
import { within } from './deadline.js';
import {
  authenticationFor,
  type Credentials,
  type CredentialsFactory,
  identify,
  type Identity,
  tokenIn,
} from './identity.js';
import { activityOf } from './leaving.js';
import { deliveryAfter } from './outcome.js';

export interface BotFrameworkDeps {
  readonly receive: Receive;
  /** Absent: only the Emulator on this very machine is served. */
  readonly credentials?: Credentials;
  /** Further settings of ConfigurationBotFrameworkAuthentication, for sovereign clouds and tests. */
  readonly authority?: Readonly<Record<string, string>>;
  /** Takes the place of Azure's tokens in tests. */
  readonly credentialsFactory?: CredentialsFactory;
  /** How people outside reach this server, for the files that we send. */
  readonly publicUrl?: string;
  readonly now: () => Date;
  readonly logger: Logger;
  /** The longest wait for a channel, and for the keys of its tokens. */
  readonly timeoutMs?: number;
}

/**
 * Adds `POST /api/messages`, the door for the Emulator, Teams and Azure's channels. It answers 200 only when the
 * message is kept, 4xx to what does not fit or may not enter, 503 to what should be sent again.
 */
export function addBotFrameworkChannel(server: HttpServer, deps: BotFrameworkDeps): PushChannel {
  const { credentials, now, logger, timeoutMs = 5000 } = deps;
  const authentication = authenticationFor(credentials, deps.authority, deps.credentialsFactory);
  const connector = new Connector(authentication);
  const activityFor = (message: Outgoing, reference: Reference) =>
    activityOf(message, reference, filesFor(reference, server.port(), deps.publicUrl));

  server.on('post', '/api/messages', async (req, res) => {
    const header = admit(req, credentials);
    const activity = await readJson(req, arrivingActivity);
    if (!credentials && !isLocal(activity.serviceUrl))
      throw forbidden('Without credentials only a serviceUrl on this machine is accepted.');
    const identity = await identify(authentication, activity, header, timeoutMs);
    res.statusCode = await take(connector, deps, identity, activity);
    res.end();
  });

  return {
    name: CHANNEL,
    send: async (message) => {
      const reference = readReference(message.reference);
      const obstacle = obstacleTo(message, reference, credentials);
      if (obstacle || !reference) return { status: 'refused', reason: obstacle ?? 'no reference' };
      try {
        const externalId = await within(timeoutMs, (signal) =>
          connector.post(credentials?.appId ?? '', reference, activityFor(message, reference), signal),
        );
        return { status: 'sent', ...(externalId && { externalId }) };
      } catch (error) {
        const delivery = deliveryAfter(error, now());
        logger.info({ id: message.id, ...delivery }, 'not delivered');
        return delivery;
      }
    },
  };
}

/** Turns away whom no activity could help; otherwise the Authorization header to be checked, '' without credentials. */
function admit(req: IncomingMessage, credentials?: Credentials): string {
  if (credentials) return tokenIn(req.headers.authorization, credentials.tenantId);
  if (isDirectLoopback(req)) return '';
  throw forbidden('Without credentials this bot only serves the Emulator on the same machine.');
}

/** Lets the SDK run the turn, in which the message is kept. Returns the status to answer with. */
async function take(
  connector: Connector,
  { receive, now, logger }: BotFrameworkDeps,
  identity: Identity,
  activity: ArrivingActivity,
): Promise<number> {
  try {
    const response = await connector.turn(identity, activity, async () => {
      const incoming = incomingOf(activity, now());
      if (incoming) await receive(incoming);
    });
    return response?.status ?? 200;
  } catch (error) {
    logger.error({ activity: activity.id, ...traceOf(error) }, 'activity not kept');
    throw new HttpProblem(503, 'Unavailable', 'The message was not kept. Send it again.', {
      'retry-after': '5',
    });
  }
}

/** Where it broke, without the message: a database puts people's words into it. */
function traceOf(error: unknown) {
  if (!(error instanceof Error)) return {};
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames?.slice(0, 6).map((line) => line.trim()) };
}

/** How the far side fetches our files: by our port if it is on this machine, else as people outside do. */
function filesFor({ serviceUrl }: Reference, port?: number, publicUrl?: string): string | undefined {
  if (isLocal(serviceUrl) && port !== undefined) return `http://localhost:${port}`;
  return publicUrl?.replace(/\/+$/, '');
}

function obstacleTo(message: Outgoing, reference?: Reference, credentials?: Credentials): string | undefined {
  if (!reference) return 'no reference to this conversation is known';
  const { channelId, conversation, user } = reference;
  const place = addressOf({ channelId, conversationId: conversation.id, userId: user.id });
  if (addressKey(place) !== addressKey(message.to)) return 'the reference is not of this address';
  if (!credentials && !isLocal(reference.serviceUrl))
    return 'without credentials only a service on this machine is written to';
  return undefined;
}
