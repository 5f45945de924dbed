import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

/** The phones of agents, by the agent's id in the desk. */
export type AgentPhones = Readonly<Record<string, string>>;

interface DeskFile {
  readonly agents: { readonly id: string; accounts?: { channel: string; person: string }[] }[];
}

/** The desk of the house, whose agents also have WhatsApp on their own phones. */
export function writeDeskWithPhones(from: string, to: string, phones: AgentPhones): void {
  const desk = parse(readFileSync(from, 'utf8')) as DeskFile;
  for (const [agentId, phone] of Object.entries(phones)) {
    const agent = desk.agents.find(({ id }) => id === agentId);
    if (!agent) throw new Error(`The demo needs the agent "${agentId}", who is not in ${from}.`);
    agent.accounts = [...(agent.accounts ?? []), { channel: 'whatsapp', person: `+${phone}` }];
  }
  writeFileSync(to, stringify(desk));
}
