import { readFileSync } from 'node:fs';
import { ConfigError, exampleEnvironment, readConfig, settings } from '../config.js';

const APP_ID = '7b1b1b1b-0000-4000-8000-000000000000';
const DEFAULTS = {
  ...{ HOST: '127.0.0.1', PORT: 3978, DATA_FOLDER: 'data', DESK_FILE: 'desk.yaml' },
  ...{ KNOWLEDGE_FOLDER: 'dialogs/knowledge', BURST_QUIET_MS: 1200, LOG_LEVEL: 'info' },
  CUSTOMERS_FILE: 'dialogs/demo-customers.yaml',
  MicrosoftAppType: 'MultiTenant',
};

/** The names of the settings that are wrong, in the order of the message. */
function wrong(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.message.matchAll(/→ at (\w+)/g)].map(([, name]) => name ?? '');
  }
}

test('nothing need be set, and other programs’ settings are not ours', () => {
  expect(readConfig({})).toMatchObject(DEFAULTS);
  expect(readConfig({ PATH: '/bin' })).toEqual(readConfig({}));
});

test('an empty value counts as not set, for every setting', () => {
  const empty = Object.fromEntries(Object.keys(settings.shape).map((name) => [name, '']));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test.each<[string, Record<string, string>, string[]]>([
  ['a port that is no number', { PORT: 'abc' }, ['PORT']],
  ['a port that does not exist', { PORT: '65536' }, ['PORT']],
  ['a pause longer than anyone waits', { BURST_QUIET_MS: '10001' }, ['BURST_QUIET_MS']],
  ['a negative pause', { BURST_QUIET_MS: '-1' }, ['BURST_QUIET_MS']],
  ['an address that is no URL', { PUBLIC_URL: 'example.com' }, ['PUBLIC_URL']],
  ['an address of another protocol', { PUBLIC_URL: 'ftp://example.com' }, ['PUBLIC_URL']],
  ['a secret that can be guessed', { DIRECT_LINE_SECRET: 'short' }, ['DIRECT_LINE_SECRET']],
  ['an unknown level of the log', { LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
  ['a registration that is no id', { MicrosoftAppId: 'bot', MicrosoftAppPassword: 's' }, ['MicrosoftAppId']],
  ['a registration without its secret', { MicrosoftAppId: APP_ID }, ['MicrosoftAppPassword']],
  [
    'a single tenant without secret and tenant',
    { MicrosoftAppId: APP_ID, MicrosoftAppType: 'SingleTenant' },
    ['MicrosoftAppPassword', 'MicrosoftAppTenantId'],
  ],
  [
    'a managed identity without its tenant',
    { MicrosoftAppId: APP_ID, MicrosoftAppType: 'UserAssignedMSI' },
    ['MicrosoftAppTenantId'],
  ],
  [
    'everything at once',
    { PORT: 'abc', LOG_LEVEL: 'loud', PUBLIC_URL: 'x', MicrosoftAppId: APP_ID },
    ['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'MicrosoftAppPassword'],
  ],
])('%s is named', (_, environment, names) => expect(wrong(environment)).toEqual(names));

test.each<[string, Record<string, string>]>([
  ['any free port', { PORT: '0' }],
  ['no pause', { BURST_QUIET_MS: '0' }],
  ['an address behind a proxy', { PUBLIC_URL: 'https://example.com/bot' }],
  ['a registration for many tenants', { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 's' }],
  [
    'an identity without a secret',
    {
      ...{ MicrosoftAppId: APP_ID, MicrosoftAppTenantId: 't', MicrosoftAppType: 'UserAssignedMSI' },
    },
  ],
  ['a kind of registration without a registration', { MicrosoftAppType: 'SingleTenant' }],
])('%s can be used', (_, environment) => expect(wrong(environment)).toEqual([]));

test('numbers are read as numbers', () => {
  expect(readConfig({ PORT: '8080', BURST_QUIET_MS: '0' })).toMatchObject({ PORT: 8080, BURST_QUIET_MS: 0 });
});

describe('.env.example', () => {
  test('is what `npm run env:example` writes', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(exampleEnvironment());
  });

  test('explains every setting, and used as it is changes nothing', () => {
    const lines = exampleEnvironment().split('\n');
    const entries = lines
      .filter((line) => /^\w+=/.test(line))
      .map((line) => line.split('=') as [string, string]);
    expect(entries.map(([name]) => name)).toEqual(Object.keys(settings.shape));
    expect(readConfig(Object.fromEntries(entries))).toEqual(readConfig({}));
    for (const [name] of entries) {
      const explanation = lines[lines.findIndex((line) => line.startsWith(`${name}=`)) - 1];
      expect(explanation).toMatch(/^# \S.{10,}/);
    }
  });
});
