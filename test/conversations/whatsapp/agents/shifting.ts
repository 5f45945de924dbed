import type { Received } from '../../../support/fake-whatsapp/index.js';
import { wordsBy, type Caller, type Server, type Talk } from './talking.js';

/** The customer asks for a person. */
export async function asks(talk: Talk, caller: Caller): Promise<void> {
  talk.count++;
  await caller.person.says('quero falar com um atendente');
}

/** Whoever is offered this customer takes them: by quoting, by number, or with a bare "1" where that is clear. */
export async function accepted(talk: Talk, caller: Caller): Promise<void> {
  const { server, offer, number } = await offeredTo(talk, caller);
  if (talk.by.next() < 0.5) {
    const text = wordsBy(talk, caller);
    await caller.person.says(text);
    await caller.person.finds(/Anotado|Recebi|acrescentei/);
    server.mustHear.push(`#${number} ${caller.name}: ${text}`);
  }
  const isClear = server.holds.length === 0;
  const way = talk.by.one(['quote', 'number', isClear ? 'bare' : 'quote']);
  talk.count++;
  if (way === 'quote') await server.phone.quotes(offer, talk.by.one(['1', 'aceitar', 'Aceitar']));
  else await server.phone.says(way === 'number' ? `1 #${number}` : '1');
  await caller.person.finds(`Você agora fala com ${server.name}.`);
  await server.phone.finds(new RegExp(`^O atendimento #${number} é seu`));
  begin(server, caller, number);
}

function begin(server: Server, caller: Caller, number: number): void {
  caller.ticket = number;
  server.met.add(caller.name);
  // Who takes somebody new knows what has left.
  server.lost.clear();
  server.holds.push(caller);
}

const OFFER = /^(?:Novo atendimento|.* quer passar a você o atendimento) #(\d+) /;

async function offeredTo(
  { servers }: Talk,
  caller: Caller,
  fits: RegExp = OFFER,
): Promise<{ server: Server; offer: Received; number: number }> {
  const isFor = ({ text = '' }: Received) =>
    fits.test(text) && text.split('\n').includes(`Cliente: ${caller.name}`);
  for (const until = Date.now() + 8000; Date.now() < until;) {
    for (const server of servers) {
      const offer = server.phone.phone.inbox.all.findLast(isFor);
      const number = Number(OFFER.exec(offer?.text ?? '')?.[1] ?? 0);
      if (!offer || number <= (lastOf.get(caller) ?? 0)) continue;
      lastOf.set(caller, number);
      return { server, offer, number };
    }
    await new Promise((go) => setTimeout(go, 20));
  }
  throw new Error(`Nobody was offered ${caller.name}.`);
}
/** The number of the last ticket of each caller that somebody was offered. */
const lastOf = new WeakMap<Caller, number>();

function ends(server: Server, caller: Caller): void {
  server.holds.splice(server.holds.indexOf(caller), 1);
  delete caller.ticket;
}

/** Closes at once, or by the two questions. */
export async function closes(talk: Talk, server: Server, caller: Caller): Promise<void> {
  const { ticket } = caller;
  talk.count++;
  if (talk.by.next() < 0.5) await server.phone.says(`/encerrar #${ticket} explicado; resolvido`);
  else {
    await server.phone.says(`/encerrar #${ticket}`);
    const told = await server.phone.finds(new RegExp(`O que foi informado[^]*#${ticket}`));
    await server.phone.quotes(told, 'expliquei tudo');
    await server.phone.quotes(await server.phone.finds(/O que resolveu/), 'ficou resolvido');
    talk.count += 2;
  }
  await server.phone.finds(`Atendimento #${ticket} encerrado.`);
  await caller.person.finds(/encerrado por/);
  ends(server, caller);
}

/** Passes the customer on to a colleague, who takes them. */
export async function passes(talk: Talk, from: Server, to: Server, caller: Caller): Promise<void> {
  const { ticket = 0 } = caller;
  talk.count += 2;
  await from.phone.says(`/transferir #${ticket} ${to.name.toLowerCase()} precisa de ajuda`);
  await from.phone.finds(new RegExp(`^Pedi a ${to.name}`));
  const offer = await to.phone.finds(new RegExp(`quer passar a você o atendimento #${ticket} `));
  await to.phone.quotes(offer, '1');
  await from.phone.finds(new RegExp(`assumiu o atendimento #${ticket}`));
  await caller.person.finds(new RegExp(`quem atende você é ${to.name}`));
  ends(from, caller);
  from.lost.add(ticket);
  begin(to, caller, ticket);
}
