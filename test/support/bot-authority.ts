import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials, CredentialsFactory } from '../../channels/botframework/identity.js';

const ISSUER = 'https://authority.test';

/** A stand-in for Azure: publishes signing keys, mints the tokens of its channels, and the bot's own. */
export interface BotAuthority {
  readonly credentials: Credentials;
  /** For the channel's `authority`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly credentialsFactory: CredentialsFactory;
  /** The Authorization header of a channel that speaks for `serviceUrl`; claims and header fields may be overruled. */
  bearer(serviceUrl: string, claims?: object, header?: object): string;
  /** From now on the keys are answered so. */
  keysAre(state: 'there' | 'failing' | 'silent'): void;
  /** How often keys were asked for. */
  readonly asked: () => number;
  close(): Promise<void>;
}

export interface AuthorityOptions {
  /** The channels whose messages the key may sign. */
  readonly endorsements?: readonly string[];
  /** How long it takes to get the bot's own token. */
  readonly signingMs?: number;
}

export async function openBotAuthority(options: AuthorityOptions = {}): Promise<BotAuthority> {
  const { endorsements = ['emulator', 'msteams'], signingMs = 0 } = options;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256', endorsements };
  const credentials: Credentials = {
    appId: '11111111-2222-3333-4444-555555555555',
    password: 'the-secret-of-the-bot',
    type: 'MultiTenant',
  };
  let state: 'there' | 'failing' | 'silent' = 'there';
  let asked = 0;
  const server = createServer((req, res) => {
    asked += 1;
    if (state === 'silent') return;
    const { port } = server.address() as AddressInfo;
    res.writeHead(state === 'there' ? 200 : 500, { 'content-type': 'application/json' });
    const metadata = { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` };
    res.end(JSON.stringify(req.url === '/keys' ? { keys: [jwk] } : metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    credentials,
    settings: {
      ChannelService: url,
      ToChannelFromBotLoginUrl: `${url}/login`,
      ToChannelFromBotOAuthScope: 'https://scope.test',
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: `${url}/token`,
      ToBotFromChannelOpenIdMetadataUrl: `${url}/metadata`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${url}/metadata`,
      CallerId: 'urn:test',
    },
    credentialsFactory: {
      isValidAppId: async (appId) => appId === credentials.appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        signRequest: async (request) => {
          await sleep(signingMs);
          request.headers.set('authorization', 'Bearer of-the-bot');
          return request;
        },
      }),
    },
    bearer: (serviceUrl, claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const times = { nbf: now - 10, exp: now + 600 };
      const payload = { iss: ISSUER, aud: credentials.appId, serviceurl: serviceUrl, ...times, ...claims };
      const signed = [{ alg: 'RS256', typ: 'JWT', kid: 'k1', ...header }, payload].map(encoded).join('.');
      return `Bearer ${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
    keysAre: (next) => void (state = next),
    asked: () => asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
