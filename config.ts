import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);

interface Registration {
  readonly MicrosoftAppPassword?: string | undefined;
  readonly MicrosoftAppTenantId?: string | undefined;
  readonly MicrosoftAppType: string;
}

const hasPassword = ({ MicrosoftAppType, MicrosoftAppPassword }: Registration) =>
  MicrosoftAppType === 'UserAssignedMSI' || MicrosoftAppPassword !== undefined;
const hasTenant = ({ MicrosoftAppType, MicrosoftAppTenantId }: Registration) =>
  !['SingleTenant', 'UserAssignedMSI'].includes(MicrosoftAppType) || MicrosoftAppTenantId !== undefined;

/** zod would leave these out as long as any other setting is wrong, and they would come up one restart later. */
const evenIfOthersAreWrong = () => true;

/** Only TLS proves that it is WhatsApp we talk to, so without it only this very machine is talked to. */
const isLoopback = (url: string) => /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);

const whatsAppSettings = {
  WHATSAPP: z
    .enum(['on', 'off'])
    .default('off')
    .describe('on: customers may write to our WhatsApp number (unofficial: read the README first).'),
  WHATSAPP_ACCOUNT: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'use lower-case letters, digits and -')
    .default('main')
    .describe(
      'Our name for this number; its keys and conversations are kept under it. One number per process.',
    ),
  WHATSAPP_KEY: z
    .string()
    .regex(/^([A-Za-z0-9+/]{43}=|[0-9a-fA-F]{64})$/, 'must be 32 bytes in base64: openssl rand -base64 32')
    .optional()
    .describe(
      'Seals the keys of the number in the database. Keep it apart from the backups; lost, link anew.',
    ),
  WHATSAPP_PAIR_PHONE: z
    .string()
    .regex(/^\+[1-9]\d{7,14}$/, 'write it as +5511999990000')
    .optional()
    .describe('Our number, to link it by a code to type on the phone; empty: by a QR code to scan.'),
  WHATSAPP_TYPING_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(25_000)
    .default(1500)
    .describe('About so long the bot seems to type before it writes (milliseconds; 0: not at all).'),
  WHATSAPP_GAP_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(1000)
    .describe('At least so long between two messages to one person (milliseconds).'),
  WHATSAPP_MEDIA_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .default(64)
    .describe('Larger files that customers send are not fetched (megabytes).'),
  WHATSAPP_VERSION: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'write it as 2.3000.1043857760')
    .optional()
    .describe('Which WhatsApp Web to pass for, if the one we know is refused as too old.'),
  WHATSAPP_WS_URL: z
    .url({ protocol: /^wss?$/ })
    .refine(isLoopback, 'may only name this machine (127.0.0.1): anything else could read every message')
    .optional()
    .describe('A test server in place of WhatsApp, e.g. ws://127.0.0.1:8090'),
};

/** Every setting of the program, read once from the environment. The descriptions are the text of `.env.example`. */
export const settings = z
  .object({
    HOST: z
      .string()
      .default('127.0.0.1')
      .describe('Address to listen on. 0.0.0.0 opens the program to the network.'),
    PORT: port.default(3978).describe('HTTP port of the customer page, the console and /api/messages.'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('How people outside reach this server, e.g. https://atendimento.example.com'),
    DATA_FOLDER: z
      .string()
      .default('data')
      .describe('Where the SQLite database and received files are kept.'),
    DESK_FILE: z
      .string()
      .default('desk.yaml')
      .describe('The team: departments, agents, hours, rules, texts.'),
    KNOWLEDGE_FOLDER: z
      .string()
      .default('dialogs/knowledge')
      .describe('What the bot knows: one file per intent.'),
    CUSTOMERS_FILE: z
      .string()
      .default('dialogs/demo-customers.yaml')
      .describe('The invented customers of the demonstration; they are taken in at the first start.'),
    BURST_QUIET_MS: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(1200)
      .describe(
        'The bot answers once a customer on web or WhatsApp has been quiet for so long (milliseconds).',
      ),
    DIRECT_LINE_SECRET: z
      .string()
      .min(16)
      .optional()
      .describe('If set, only who knows it may ask /v3/directline for tokens. The page at / never needs it.'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug'])
      .default('info')
      .describe('How much the log says. It never holds words of customers.'),
    ...whatsAppSettings,
    MicrosoftAppId: z
      .guid()
      .optional()
      .describe('Azure bot registration. Empty: only the Bot Framework Emulator on this machine is let in.'),
    MicrosoftAppPassword: z.string().optional().describe('The client secret of the registration.'),
    MicrosoftAppTenantId: z
      .string()
      .optional()
      .describe('The tenant of a SingleTenant or UserAssignedMSI registration.'),
    MicrosoftAppType: z
      .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'])
      .default('MultiTenant')
      .describe('The kind of registration.'),
  })
  .refine((given) => given.WHATSAPP === 'off' || given.WHATSAPP_KEY !== undefined, {
    path: ['WHATSAPP_KEY'],
    message: 'is needed with WHATSAPP=on; make one with: openssl rand -base64 32',
    when: evenIfOthersAreWrong,
  })
  .refine((given) => !given.MicrosoftAppId || hasPassword(given), {
    path: ['MicrosoftAppPassword'],
    message: 'is needed with MicrosoftAppId',
    when: evenIfOthersAreWrong,
  })
  .refine((given) => !given.MicrosoftAppId || hasTenant(given), {
    path: ['MicrosoftAppTenantId'],
    message: 'is needed for MicrosoftAppType=SingleTenant and UserAssignedMSI',
    when: evenIfOthersAreWrong,
  });

export type Config = z.infer<typeof settings>;

/** The settings cannot be used. The message lists every problem, so that one restart is enough to mend them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings; an empty value counts as not set. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = settings.safeParse(given);
  if (!result.success) throw new ConfigError(z.prettifyError(result.error));
  return result.data;
}

/** The text of `.env.example`: the settings document themselves, and a test compares the file with this. */
export function exampleEnvironment(): string {
  const head = '# Settings of Bastão. Copy to .env; whatever is left empty has the default that is shown.\n';
  const one = ([name, setting]: [string, z.ZodType]) =>
    `\n# ${setting.description ?? ''}\n${name}=${defaultOf(setting)}\n`;
  return head + Object.entries(settings.shape).map(one).join('');
}

const defaultOf = (setting: z.ZodType): string =>
  setting instanceof z.ZodDefault ? String((setting as z.ZodDefault<z.ZodType>).def.defaultValue) : '';
