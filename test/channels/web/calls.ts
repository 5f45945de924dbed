import type { House } from './door.js';

export interface TokenAnswer {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
  readonly error?: { readonly code: string; readonly message: string };
}

interface Call {
  readonly token?: string;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
}

/** One request to the channel, answered with status and body. */
export async function call<T = TokenAnswer>(house: House, method: string, path: string, what: Call = {}) {
  const answer = await fetch(house.baseUrl + path, {
    method,
    headers: {
      ...(what.token !== undefined && { authorization: `Bearer ${what.token}` }),
      ...(what.json !== undefined && { 'content-type': 'application/json' }),
      ...what.headers,
    },
    ...(what.json !== undefined && { body: JSON.stringify(what.json) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
  };
}

export const DIRECT_LINE = '/v3/directline';

/** A started conversation and the path of its activities. */
export async function startConversation(house: House) {
  const { body: generated } = await call(house, 'POST', `${DIRECT_LINE}/tokens/generate`);
  const { body } = await call(house, 'POST', `${DIRECT_LINE}/conversations`, { token: generated.token });
  return { ...body, path: `${DIRECT_LINE}/conversations/${body.conversationId}` };
}
