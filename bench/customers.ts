import { randomUUID } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import { WebSocket } from 'ws';

/** A customer under load: says something and waits for the answer. */
export interface LoadCustomer {
  /** Resolves when the answer has arrived. */
  ask(text: string): Promise<void>;
  close(): void;
}

const lines = new Agent({ keepAlive: true, maxSockets: 200 });

/** POST over a kept line; resolves with status and body. */
function post(url: string, body: object, headers: Record<string, string> = {}): Promise<string> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent: lines,
      headers: { 'content-type': 'application/json', ...headers },
    };
    const req = request(url, options, (res) => {
      let answer = '';
      res.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      res.on('end', () => {
        if ((res.statusCode ?? 500) < 300) resolve(answer);
        else reject(new Error(`${res.statusCode}: ${answer}`));
      });
    });
    req.once('error', reject);
    req.end(text);
  });
}

/** A customer of the web chat: Direct Line over HTTP and WebSocket. */
export async function webCustomer(baseUrl: string): Promise<LoadCustomer> {
  const directLine = `${baseUrl}/v3/directline`;
  const { token } = JSON.parse(await post(`${directLine}/tokens/generate`, {})) as { token: string };
  const authorization = `Bearer ${token}`;
  const opened = JSON.parse(await post(`${directLine}/conversations`, {}, { authorization })) as Conversation;
  const socket = new WebSocket(opened.streamUrl);
  let heard: () => void = () => undefined;
  const welcomed = new Promise<void>((resolve) => (heard = resolve));
  socket.on('message', (data: Buffer) => {
    const frame = data.toString();
    if (frame === '') return;
    const { activities } = JSON.parse(frame) as { activities: { from: { role: string } }[] };
    if (activities.some(({ from }) => from.role === 'bot')) heard();
  });
  await welcomed;
  const url = `${directLine}/conversations/${opened.conversationId}/activities`;
  return {
    ask: async (text) => {
      const answered = new Promise<void>((resolve) => (heard = resolve));
      const channelData = { clientActivityID: randomUUID() };
      await post(url, { type: 'message', text, from: { id: 'me' }, channelData }, { authorization });
      await answered;
    },
    close: () => socket.terminate(),
  };
}

interface Conversation {
  readonly conversationId: string;
  readonly streamUrl: string;
}

/** The far side of a Bot Framework channel, with as many customers as one likes. */
export async function openEmulators(): Promise<{ customer(baseUrl: string): LoadCustomer; close(): void }> {
  const waiting = new Map<string, () => void>();
  const service = createServer((req, res) => {
    req.resume();
    req.on('end', () => {
      res.setHeader('content-type', 'application/json');
      res.end('{"id":"1"}');
      const conversation = /\/conversations\/([^/]+)\//.exec(req.url ?? '')?.[1] ?? '';
      waiting.get(conversation)?.();
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = service.address();
  const serviceUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    customer: (baseUrl) => {
      const conversation = randomUUID();
      return {
        ask: async (text) => {
          const answered = new Promise<void>((resolve) => waiting.set(conversation, resolve));
          await post(`${baseUrl}/api/messages`, messageOf({ text, serviceUrl, conversation }));
          await answered;
        },
        close: () => void waiting.delete(conversation),
      };
    },
    close: () => void service.close(),
  };
}

const messageOf = ({
  text,
  serviceUrl,
  conversation,
}: {
  text: string;
  serviceUrl: string;
  conversation: string;
}) => ({
  type: 'message',
  id: randomUUID(),
  timestamp: new Date().toISOString(),
  channelId: 'emulator',
  serviceUrl,
  conversation: { id: conversation },
  from: { id: `user-${conversation}`, name: 'User', role: 'user' },
  recipient: { id: 'bot', name: 'Bot', role: 'bot' },
  text,
  locale: 'pt-BR',
});
