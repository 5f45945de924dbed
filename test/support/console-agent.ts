import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type {
  Board,
  Found,
  LineView,
  Me,
  StreamMessage,
  TicketDetail,
  TicketSummary,
  TranscriptEntry,
} from '../../channels/console/api.js';

/** What became of a command: 200 with `done` or `repeat`, or a status with the sentence the agent would read. */
export interface ActionResult {
  readonly status: number;
  readonly message: string;
}

/** A human agent for tests, who works through the console's real HTTP and WebSocket doors. A `commandId` sends again. */
export interface ConsoleAgent {
  readonly me: Me;
  board(): Promise<Board>;
  ticket(ticketId: string): Promise<TicketDetail>;
  accepts(ticketId: string, commandId?: string): Promise<ActionResult>;
  refuses(ticketId: string, reason?: string): Promise<ActionResult>;
  replies(ticketId: string, text: string, commandId?: string): Promise<ActionResult>;
  closes(ticketId: string, told: string, solved: string, commandId?: string): Promise<ActionResult>;
  /** Closes it as what it was really about. */
  closesAs(ticketId: string, problem: string, told: string, solved: string): Promise<ActionResult>;
  /** Writes a note for colleagues. */
  notes(ticketId: string, text: string): Promise<ActionResult>;
  searches(words: string): Promise<Found>;
  transfers(ticketId: string, to: TransferTo): Promise<ActionResult>;
  escalates(ticketId: string, to: 'specialist' | 'supervisor', note: string): Promise<ActionResult>;
  handsBack(ticketId: string, note?: string): Promise<ActionResult>;
  takesOver(ticketId: string): Promise<ActionResult>;
  reassigns(ticketId: string, agent: string, note?: string): Promise<ActionResult>;
  available(isAvailable: boolean): Promise<ActionResult>;
  /** How the lines to the networks stand. For supervisors. */
  lines(): Promise<readonly LineView[]>;
  /** Links our number on this network anew, or tries again what was stopped. For administrators. */
  links(channel: string): Promise<ActionResult>;
  /** Waits for the next entry by the customer or the desk that was not heard before and has this text. */
  hears(ticketId: string, text: string | RegExp): Promise<TranscriptEntry>;
  /** Waits until a ticket is offered or being passed to this agent. */
  seesOffer(): Promise<TicketSummary>;
  close(): void;
}

/** To one of the two, by id. */
export interface TransferTo {
  readonly agent?: string;
  readonly department?: string;
  readonly note: string;
}

export interface SignInOptions {
  /** Replaces a one-time password. */
  readonly newPassword?: string;
  readonly patienceMs?: number;
}

export async function signIn(
  baseUrl: string,
  agentId: string,
  password: string,
  { newPassword = `${agentId}-own-password`, patienceMs = 10_000 }: SignInOptions = {},
): Promise<ConsoleAgent> {
  const line = new Line(baseUrl, agentId);
  await line.must('POST', 'login', { agent: agentId, password });
  if ((await line.must<Me>('GET', 'me')).mustChangePassword)
    await line.must('POST', 'password', { current: password, next: newPassword });
  const me = await line.must<Me>('GET', 'me');
  const news = await Stream.open(baseUrl, line.cookie);
  const ticket = (id: string) => line.must<TicketDetail>('GET', `tickets/${encodeURIComponent(id)}`);
  const board = () => line.must<Board>('GET', 'board');
  const act = (id: string, action: string, body: object = {}, commandId: string = randomUUID()) =>
    line.command('POST', `tickets/${encodeURIComponent(id)}/${action}`, { commandId, ...body });
  const heard = new Map<string, number>();

  return {
    me,
    board,
    ticket,
    accepts: (id, commandId) => act(id, 'accept', {}, commandId),
    refuses: (id, reason) => act(id, 'refuse', reason === undefined ? {} : { reason }),
    replies: (id, text, commandId) => act(id, 'reply', { text }, commandId),
    closes: (id, told, solved, commandId) => act(id, 'close', { told, solved }, commandId),
    closesAs: (id, problem, told, solved) => act(id, 'close', { problem, told, solved }),
    notes: (id, text) => act(id, 'note', { text }),
    searches: (words) => line.must<Found>('GET', `tickets?q=${encodeURIComponent(words)}`),
    transfers: (id, to) => act(id, 'transfer', to),
    escalates: (id, to, note) => act(id, 'escalate', { to, note }),
    handsBack: (id, note) => act(id, 'hand-back', note === undefined ? {} : { note }),
    takesOver: (id) => act(id, 'take-over'),
    reassigns: (id, agent, note) => act(id, 'reassign', { agent, ...(note !== undefined && { note }) }),
    available: (available) => line.command('PUT', 'presence', { available }),
    lines: () => line.must<readonly LineView[]>('GET', 'lines'),
    links: (channel) => line.command('POST', `lines/${channel}/link`, {}),
    async hears(id, text) {
      let last: readonly TranscriptEntry[] = [];
      const entry = await news.until(patienceMs, async () => {
        last = (await ticket(id)).transcript;
        return last.find(
          ({ author, position, text: said }) =>
            (author.kind === 'customer' || author.kind === 'desk') &&
            position > (heard.get(id) ?? -1) &&
            (typeof text === 'string' ? said === text : text.test(said)),
        );
      });
      if (!entry)
        throw new Error(`${agentId} did not hear ${String(text)} in ticket ${id}. Said: ${quote(last)}`);
      heard.set(id, entry.position);
      return entry;
    },
    async seesOffer() {
      let last: Board | undefined;
      const offer = await news.until(patienceMs, async () => {
        last = await board();
        return last.queue.find((one) => isFor(agentId, one));
      });
      if (!offer) throw new Error(`${agentId} saw no offer. Queue: ${JSON.stringify(last?.queue)}`);
      return offer;
    },
    close: () => news.close(),
  };
}

const isFor = (agentId: string, { status, agent, passing }: TicketSummary) =>
  passing ? passing.to.id === agentId : status === 'offered' && agent?.id === agentId;

const quote = (entries: readonly TranscriptEntry[]) =>
  entries.map(({ author, text }) => `\n  ${author.kind}: ${text}`).join('') || 'nothing';

/** HTTP as the page speaks it: with the cookie, and with the Origin a browser would send. */
class Line {
  cookie = '';
  constructor(
    private readonly baseUrl: string,
    private readonly agentId: string,
  ) {}

  async ask(method: string, path: string, body?: object) {
    const response = await fetch(`${this.baseUrl}/console/api/${path}`, {
      method,
      headers: {
        origin: new URL(this.baseUrl).origin,
        ...(this.cookie && { cookie: this.cookie }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie) this.cookie = cookie;
    return { status: response.status, body: (await response.json()) as unknown };
  }

  async must<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.ask(method, path, body);
    if (answer.status !== 200)
      throw new Error(
        `${this.agentId}: ${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    return answer.body as T;
  }

  async command(method: string, path: string, body: object): Promise<ActionResult> {
    const answer = await this.ask(method, path, body);
    const said = answer.body as { status?: string; error?: { message: string } };
    return { status: answer.status, message: said.error?.message ?? said.status ?? '' };
  }
}

/** The console's stream: wakes whoever waits. */
class Stream {
  private wake: () => void = () => undefined;
  private constructor(private readonly socket: WebSocket) {
    socket.on('message', () => this.wake());
  }

  static open(baseUrl: string, cookie: string): Promise<Stream> {
    const socket = new WebSocket(`${baseUrl.replace(/^http/, 'ws')}/console/stream`, {
      headers: { cookie, origin: new URL(baseUrl).origin },
    });
    const stream = new Stream(socket);
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => reject(new Error(`The console's stream: ${error.message}`)));
      socket.once('message', (data: Buffer) => {
        const first = JSON.parse(data.toString('utf8')) as StreamMessage;
        if (first.type === 'hello') resolve(stream);
        else reject(new Error(`The console's stream began with ${first.type}, not with hello.`));
      });
    });
  }

  /** Looks again after each word from the server, and every half second in case none came. */
  async until<T>(patienceMs: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const isWoken = new Promise<void>((resolve) => (this.wake = resolve));
      const found = await look();
      if (found !== undefined) return found;
      const left = end - Date.now();
      if (left <= 0) return undefined;
      let timer: NodeJS.Timeout | undefined;
      const pause = new Promise((resolve) => (timer = setTimeout(resolve, Math.min(500, left))));
      await Promise.race([isWoken, pause]);
      clearTimeout(timer);
    }
  }

  close(): void {
    this.socket.terminate();
  }
}
