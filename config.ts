import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);

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
    BURST_QUIET_MS: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(1200)
      .describe('The bot answers once a web customer has been quiet for so long (milliseconds).'),
    DIRECT_LINE_SECRET: z
      .string()
      .min(16)
      .optional()
      .describe('If set, only who knows it may ask /v3/directline for tokens. The page at / never needs it.'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug'])
      .default('info')
      .describe('How much the log says. It never holds words of customers.'),
    MicrosoftAppId: z
      .uuid()
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
  .superRefine((given, context) => {
    const missing = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (!given.MicrosoftAppId) return;
    if (given.MicrosoftAppType !== 'UserAssignedMSI' && !given.MicrosoftAppPassword)
      missing('MicrosoftAppPassword', 'is needed with MicrosoftAppId');
    if (given.MicrosoftAppType !== 'MultiTenant' && !given.MicrosoftAppTenantId)
      missing('MicrosoftAppTenantId', `is needed for MicrosoftAppType=${given.MicrosoftAppType}`);
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
