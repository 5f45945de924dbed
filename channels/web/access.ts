import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { forbidden, notFound, unauthorized } from '../../http/problem.js';
import type { Claims, Tokens } from './tokens.js';

/** What a caller has shown: the Direct Line secret, which opens everything, or a token, which opens one conversation. */
export type Credential = { readonly kind: 'secret' } | { readonly kind: 'token'; readonly claims: Claims };

export interface Access {
  /** 401 without a credential or with one that is not ours, 403 `TokenExpired` for an old token. */
  credential(req: IncomingMessage): Credential;
  /** The credential of a request for this conversation; 403 if its token belongs to another one. */
  toConversation(req: IncomingMessage, conversation: string): Credential;
  /** 401 unless the request carries the secret. */
  demandSecret(req: IncomingMessage): void;
}

const CONVERSATION_ID = /^[\w-]{1,64}$/;

export function createAccess(tokens: Tokens, directLineSecret?: string): Access {
  const expected = directLineSecret === undefined ? undefined : digest(directLineSecret);
  // Digests have one length: comparing them tells nothing about the secret's.
  const isSecret = (text: string) => expected !== undefined && timingSafeEqual(digest(text), expected);
  const credential = (req: IncomingMessage): Credential => {
    const bearer = bearerOf(req);
    if (bearer === undefined) throw unauthorized('Send the token as "Authorization: Bearer <token>".');
    return isSecret(bearer) ? { kind: 'secret' } : { kind: 'token', claims: tokens.verify('access', bearer) };
  };
  return {
    credential,
    toConversation(req, conversation) {
      const shown = credential(req);
      if (shown.kind === 'token' && shown.claims.conversation !== conversation)
        throw forbidden('The token belongs to another conversation.');
      if (!CONVERSATION_ID.test(conversation)) throw notFound('There is no such conversation.');
      return shown;
    },
    demandSecret(req) {
      if (!isSecret(bearerOf(req) ?? ''))
        throw unauthorized('Only the holder of the secret may ask for tokens.');
    },
  };
}

/** Who speaks: the token's user or, for the holder of the secret, whom they name. */
export function claimsOf(shown: Credential, conversation: string, named?: Partial<UserName>): Claims {
  if (shown.kind === 'token') return shown.claims;
  return {
    conversation,
    user: named?.id ?? `dl_${conversation}`,
    ...(named?.name && { name: named.name }),
  };
}

interface UserName {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

const bearerOf = (req: IncomingMessage) => /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
const digest = (text: string) => createHash('sha256').update(text).digest();
