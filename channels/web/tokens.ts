import jwt from 'jsonwebtoken';
import { HttpProblem, unauthorized } from '../../http/problem.js';

/** One conversation and the one user who may speak in it: all that a token opens. */
export interface Claims {
  readonly conversation: string;
  readonly user: string;
  /** The customer's name, told by whoever holds the Direct Line secret. */
  readonly name?: string;
}

/** What a token is good for; one kind is never accepted in place of another. */
export type TokenKind = 'access' | 'stream' | 'visitor';

export const LIFE_SECONDS: Readonly<Record<TokenKind, number>> = {
  access: 30 * 60,
  stream: 60,
  visitor: 180 * 24 * 3600,
};

const ISSUER = 'bastao';
const AUDIENCE: Readonly<Record<TokenKind, string>> = {
  access: 'bastao/direct-line',
  stream: 'bastao/stream',
  visitor: 'bastao/visitor',
};
const REMEMBERED = 5_000;

export interface Tokens {
  issue(kind: TokenKind, claims: Claims): string;
  /** Throws 401 for what we did not sign for this use, and 403 `TokenExpired` for what is past its time. */
  verify(kind: TokenKind, token: string): Claims;
}

/** Signs and checks tokens with HS256 and nothing else; a checked token is remembered, so the next request is cheap. */
export function createTokens({ secret, now }: { secret: string; now: () => Date }): Tokens {
  const known = new Map<string, { readonly claims: Claims; readonly expires: number }>();
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    issue(kind, { conversation, user, name }) {
      const iat = seconds();
      const payload = { conv: conversation, user, ...(name && { name }), iat, exp: iat + LIFE_SECONDS[kind] };
      return jwt.sign(payload, secret, { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE[kind] });
    },
    verify(kind, token) {
      const key = `${kind} ${token}`;
      const remembered = known.get(key);
      if (remembered && remembered.expires > seconds()) return remembered.claims;
      known.delete(key);
      const fresh = check(token, secret, AUDIENCE[kind], seconds());
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
      known.set(key, fresh);
      return fresh.claims;
    },
  };
}

function check(token: string, secret: string, audience: string, clockTimestamp: number) {
  try {
    const options = { algorithms: ['HS256' as const], issuer: ISSUER, audience, clockTimestamp };
    const payload = jwt.verify(token, secret, options);
    if (typeof payload === 'string') throw unauthorized('The token is not one of ours.');
    const { conv, user, name, exp } = payload as Record<string, unknown>;
    if (typeof conv !== 'string' || typeof user !== 'string' || typeof exp !== 'number')
      throw unauthorized('The token is not one of ours.');
    return { claims: { conversation: conv, user, ...(typeof name === 'string' && { name }) }, expires: exp };
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError)
      throw new HttpProblem(403, 'TokenExpired', 'The token has expired.');
    throw unauthorized('The token is not one of ours.');
  }
}
