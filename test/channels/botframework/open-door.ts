import pino from 'pino';
import { addBotFrameworkChannel, type BotFrameworkDeps } from '../../../channels/botframework/channel.js';
import type { Incoming, PushChannel, Received } from '../../../channels/channel.js';
import { createHttpServer } from '../../../http/server.js';

/** A Bot Framework channel on a free port, before a core that keeps what arrives in a list. */
export interface Door {
  readonly url: string;
  readonly channel: PushChannel;
  readonly kept: Incoming[];
  /** Every line that was logged. */
  readonly logged: string[];
  close(): Promise<void>;
}

export async function openDoor(deps: Partial<BotFrameworkDeps> = {}): Promise<Door> {
  const kept: Incoming[] = [];
  const logged: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  const server = createHttpServer(logger);
  const receive = async (incoming: Incoming): Promise<Received> => {
    const position = kept.push(incoming);
    return { status: 'kept', id: String(position), position, outcome: Promise.resolve({ status: 'done' }) };
  };
  const channel = addBotFrameworkChannel(server, { receive, now: () => new Date(), logger, ...deps });
  const port = await server.listen(0, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, channel, kept, logged, close: () => server.close(100) };
}
