import { openChatWorld, type Chat, type ChatWorld } from './chat-world.js';
import type { WorldOptions } from './world.js';

/** The clock stands nearly still, and every agent has a chat of their own: `main/ana`, `main/bia`... */
const STILL: WorldOptions = {
  ...{ tickMs: 600_000, slow: true },
  desk: ({ agents }) =>
    agents.forEach((agent) =>
      Object.assign(agent, { accounts: [{ channel: 'whatsapp', person: `main/${agent.id}` }] }),
    ),
};

export const openAgentsWorld = (more: WorldOptions = {}): Promise<ChatWorld> =>
  openChatWorld({ ...STILL, ...more });

/** An agent who has just said that they are available. */
export async function available(world: ChatWorld, id: string): Promise<Chat> {
  const agent = world.chat(id, id);
  await agent.says('/disponivel');
  await agent.hears('Combinado, você está disponível.');
  return agent;
}

/** A customer who asks for a person and is taken by this agent, who holds nothing they would not see. */
export async function isServed(world: ChatWorld, agent: Chat, who: { name: string; number: number }) {
  const { name, number } = who;
  const customer = world.chat(`l${number}`, name);
  await customer.says('quero falar com atendente');
  await customer.hears(/vou chamar/);
  await customer.hears(/^Chamei/);
  await agent.hears(new RegExp(`^Novo atendimento #${number} `));
  await agent.says(`1 #${number}`);
  await agent.hears(new RegExp(`^O atendimento #${number} é seu`));
  await customer.hears(/^Você agora fala com/);
  return customer;
}
