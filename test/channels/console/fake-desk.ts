import { randomUUID } from 'node:crypto';
import type { Incoming, Outcome, Received } from '../../../channels/channel.js';
import type {
  Action,
  Board,
  Found,
  Me,
  Named,
  Problem,
  TeamMember,
  TicketDetail,
  TicketSummary,
  TranscriptEntry,
} from '../../../channels/console/api.js';
import type { DeskCommand } from '../../../channels/console/commands.js';
import type {
  Account,
  ConsoleDesk,
  ConsoleStore,
  DeskChange,
  Session,
} from '../../../channels/console/ports.js';

type Person = Omit<Me, 'mustChangePassword'>;
const refused = (reason: string): Outcome => ({ status: 'refused', reason });
const done: Outcome = { status: 'done' };

/** What the console keeps, in memory. */
export function memoryStore() {
  const accounts = new Map<string, Account>();
  const sessions = new Map<string, Session>();
  const store: ConsoleStore = {
    account: async (agentId) => accounts.get(agentId),
    savePassword: async (account) => void accounts.set(account.agentId, account),
    openSession: async (tokenHash, session) => void sessions.set(tokenHash, session),
    session: async (tokenHash) => sessions.get(tokenHash),
    closeSession: async (tokenHash) => void sessions.delete(tokenHash),
    hasSession: async (agentId) => [...sessions.values()].some((session) => session.agentId === agentId),
    async closeOtherSessions(agentId, exceptTokenHash) {
      for (const [hash, session] of sessions)
        if (session.agentId === agentId && hash !== exceptTokenHash) sessions.delete(hash);
    },
  };
  return { ...store, accounts, sessions };
}

/** A desk of a few people that obeys commands the way the real one promises to, without any routing. */
export class FakeDesk implements ConsoleDesk {
  readonly people = new Map<string, Person>();
  readonly tickets = new Map<string, TicketDetail>();
  /** Everything that came through the door, repeats included. */
  readonly received: Incoming[] = [];
  problems: Problem[] = [];
  team: TeamMember[] = [];
  departments: Named[] = [];
  private readonly listeners = new Set<(change: DeskChange) => void>();
  private position = 0;

  async agent(agentId: string): Promise<Person | undefined> {
    return this.people.get(agentId);
  }

  async board(agentId: string): Promise<Board> {
    const seen = [...this.tickets.values()].filter((ticket) => this.sees(agentId, ticket));
    const holds = ({ status, agent }: TicketSummary) => status === 'active' && agent?.id === agentId;
    const isQueued = ({ status }: TicketSummary) => status !== 'active' && status !== 'closed';
    return {
      mine: seen.filter(holds),
      queue: seen.filter(isQueued),
      others: seen.filter((ticket) => !holds(ticket) && !isQueued(ticket)),
      ...{ team: this.team, departments: this.departments },
      problems: this.problems,
    };
  }

  async search(agentId: string, words: string): Promise<Found> {
    const wanted = words.toLowerCase();
    const seen = [...this.tickets.values()].filter((ticket) => this.sees(agentId, ticket));
    const tickets = seen.filter((one) =>
      [one.customer, one.protocol, one.problem].join(' ').toLowerCase().includes(wanted),
    );
    return { tickets, more: false };
  }

  async ticket(agentId: string, ticketId: string): Promise<TicketDetail | undefined> {
    const ticket = this.tickets.get(ticketId);
    return ticket && this.sees(agentId, ticket) ? { ...ticket, may: mayOf(agentId, ticket) } : undefined;
  }

  onChanged(listener: (change: DeskChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  readonly receive = async (incoming: Incoming): Promise<Received> => {
    const isRepeat = this.received.some(({ id, from }) => id === incoming.id && from.id === incoming.from.id);
    this.received.push(incoming);
    if (isRepeat) return this.receipt('repeat', done);
    const { content } = incoming;
    if (content.kind !== 'event' || content.name !== 'desk.command') return this.receipt('kept', done);
    return this.receipt('kept', this.obey(incoming.from.id, content.value as DeskCommand));
  };

  customerSays(ticketId: string, text: string): void {
    this.say(ticketId, { kind: 'customer', name: this.tickets.get(ticketId)?.customer }, text, 'received');
  }

  change(ticketId: string, changes: Partial<TicketDetail>, offeredTo?: string): void {
    const before = this.tickets.get(ticketId);
    if (!before) throw new Error(`The fake desk has no ticket ${ticketId}`);
    const after = { ...before, ...changes };
    this.tickets.set(ticketId, after);
    this.announce({ ticketId, visibleTo: (id) => this.sees(id, before) || this.sees(id, after), offeredTo });
  }

  announce(change: DeskChange): void {
    for (const listener of this.listeners) listener(change);
  }

  private receipt(status: 'kept' | 'repeat', outcome: Outcome): Received {
    return { status, id: randomUUID(), position: ++this.position, outcome: Promise.resolve(outcome) };
  }

  private sees(agentId: string, { department }: TicketSummary): boolean {
    return this.people.get(agentId)?.departments.includes(department) ?? false;
  }

  private obey(agentId: string, command: DeskCommand): Outcome {
    const me = this.people.get(agentId);
    if (!me) return refused('Quem é você?');
    const agent = { id: me.id, name: me.name };
    if (command.type === 'presence') {
      this.people.set(me.id, { ...me, available: command.available });
      this.announce({ visibleTo: () => true });
      return done;
    }
    const ticket = this.tickets.get(command.ticketId);
    return ticket ? this.handle(ticket, command, agent) : refused('Este atendimento não existe.');
  }

  private handle(
    ticket: TicketDetail,
    command: Exclude<DeskCommand, { type: 'presence' }>,
    agent: { readonly id: string; readonly name: string },
  ): Outcome {
    const at = new Date().toISOString();
    const type = { accept: 'accepted', refuse: 'refused', close: 'closed' }[String(command.type)] ?? '';
    const events = [...ticket.events, { at, type, agent: agent.name, reasons: [] }];
    const holds = ticket.status === 'active' && ticket.agent?.id === agent.id;
    switch (command.type) {
      case 'accept':
        if (ticket.status === 'active')
          return refused(`O atendimento ${ticket.number} já é de ${ticket.agent?.name} desde as 10:42.`);
        this.change(ticket.id, { status: 'active', agent, events, answerBy: undefined });
        return done;
      case 'refuse':
        this.change(ticket.id, { status: 'waiting', agent: undefined, events });
        return done;
      case 'say':
        if (!holds) return refused('Este atendimento não é seu.');
        this.say(ticket.id, { kind: 'agent', ...agent }, command.text, 'sent');
        return done;
      case 'close': {
        if (!holds) return refused('Este atendimento não é seu.');
        const { told, solved, problem: problemId = ticket.problemId } = command;
        this.change(ticket.id, { status: 'closed', closedAt: at, told, solved, problemId, events });
        return done;
      }
      case 'note': {
        const noted = { at, type: 'noted', by: agent.name, note: command.text, reasons: [] };
        this.change(ticket.id, { events: [...ticket.events, noted] });
        return done;
      }
      case 'transfer':
      case 'escalate':
      case 'hand-back':
      case 'take-over':
      case 'reassign':
        return refused('Isto só a central de verdade sabe fazer.');
    }
  }

  private say(
    ticketId: string,
    author: TranscriptEntry['author'],
    text: string,
    state: TranscriptEntry['state'],
  ): void {
    const position = ++this.position;
    const entry: TranscriptEntry = {
      id: randomUUID(),
      position,
      author,
      text,
      attachments: [],
      at: new Date().toISOString(),
      state,
    };
    this.change(ticketId, { transcript: [...(this.tickets.get(ticketId)?.transcript ?? []), entry] });
  }
}

const mayOf = (agentId: string, { status, agent }: TicketSummary): Action[] => {
  if (agent?.id !== agentId) return [];
  if (status === 'offered') return ['accept', 'refuse'];
  return status === 'active' ? ['reply', 'note', 'transfer', 'escalate', 'hand-back', 'close'] : [];
};

export const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id,
  name,
  level: 'technician',
  admin: false,
  departments: ['Suporte'],
  language: 'pt-BR',
  available: true,
  ...more,
});

export const ticket = (id: string, number: number, more: Partial<TicketDetail> = {}): TicketDetail => ({
  id,
  number,
  protocol: `20260314-${String(number).padStart(4, '0')}`,
  status: 'waiting',
  customer: 'Marina Alves',
  channel: 'web',
  department: 'Suporte',
  problem: 'Internet lenta à noite',
  summary: 'Cliente relata lentidão das 19h às 23h; reiniciar o modem não resolveu.',
  urgency: 'normal',
  openedAt: new Date(Date.now() - 4 * 60_000).toISOString(),
  brief: [],
  events: [],
  transcript: [],
  may: [],
  ...{ problemId: 'internet-lenta', customerName: 'Marina Alves', earlier: [], cannedReplies: [] },
  ...more,
});
