import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import { HttpProblem } from '../../http/problem.js';
import type { ArrivingActivity } from './activity.js';
import { within } from './deadline.js';
import { withoutPrinting } from './quiet.js';

/** The bot's registration with Azure. Without it only the Emulator on this machine is served. */
export interface Credentials {
  readonly appId: string;
  /** Not given for UserAssignedMSI. */
  readonly password?: string;
  readonly tenantId?: string;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
}

export type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>;
export type Identity = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** Microsoft's own tenants, whose tokens every bot's Emulator may bring. */
const TENANTS = [
  'd6d49420-f39b-4df7-a1dc-d59a935871db',
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
  'cab8a31a-1906-4287-a0d8-4eef66b95f6e',
];

const tokenHeader = z.looseObject({ alg: z.string(), kid: z.string().max(512) });
const tokenClaims = z.looseObject({ iss: z.string(), tid: z.string().optional() });

const denied = () =>
  new HttpProblem(401, 'Unauthorized', 'A valid token of this bot’s channel is needed.', {
    'www-authenticate': 'Bearer',
  });

export function authenticationFor(
  credentials?: Credentials,
  authority?: Readonly<Record<string, string>>,
  factory?: CredentialsFactory,
): ConfigurationBotFrameworkAuthentication {
  // The SDK takes a missing app id for "let everyone in".
  if (credentials && !credentials.appId.trim())
    throw new Error('The Bot Framework credentials have no app id.');
  return new ConfigurationBotFrameworkAuthentication(
    {
      ...authority,
      ...(credentials && {
        MicrosoftAppId: credentials.appId,
        MicrosoftAppType: credentials.type,
        ...(credentials.password && { MicrosoftAppPassword: credentials.password }),
        ...(credentials.tenantId && { MicrosoftAppTenantId: credentials.tenantId }),
      }),
    },
    factory,
  );
}

/**
 * The Authorization header if it has the form of a token that could be ours; 401 otherwise. Decides nothing about
 * its truth. A tenant that is not ours is turned away here because the SDK would remember each one for ever.
 */
export function tokenIn(header: string | undefined, tenantId: string | undefined): string {
  const [, head, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(header ?? '') ?? [];
  if (!header || header.length > 8192 || !head || !claims) throw denied();
  const { tid } = decoded(claims, tokenClaims);
  decoded(head, tokenHeader);
  if (tid !== undefined && ![...TENANTS, tenantId].includes(tid)) throw denied();
  return header;
}

function decoded<T>(part: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    throw denied();
  }
}

/** Who sends the activity: 401 for whoever cannot prove it, 503 while the proof cannot be checked. Never prints. */
export async function identify(
  authentication: ConfigurationBotFrameworkAuthentication,
  activity: ArrivingActivity,
  header: string,
  timeoutMs: number,
): Promise<Identity> {
  try {
    return await within(timeoutMs, () =>
      withoutPrinting(() => authentication.authenticateRequest(activity as unknown as Activity, header)),
    );
  } catch (error) {
    throw isDenial(error)
      ? denied()
      : new HttpProblem(503, 'Unavailable', 'The token cannot be checked now. Try again later.', {
          'retry-after': '5',
        });
  }
}

/** The SDK says 4xx for a bad token and 5xx for keys it could not fetch; its JWT library throws errors of its own. */
function isDenial(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { statusCode } = error as { statusCode?: unknown };
  if (typeof statusCode === 'number') return statusCode >= 400 && statusCode < 500;
  return ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'].includes(error.name);
}
