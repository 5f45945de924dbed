import { collectDefaultMetrics, Counter, Registry } from 'prom-client';

/** What the program counts; Prometheus reads it at /metrics. Labels are channels and outcomes, never people. */
export interface Metrics {
  received(channel: string): void;
  turn(channel: string, handoff: boolean): void;
  delivered(channel: string, status: string): void;
  text(): Promise<{ type: string; body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `bastao_${name}_total`, help, labelNames, registers: [registry] });
  const received = counter('received', 'Messages brought by the networks', ['channel']);
  const turns = counter('turns', 'Turns the bot answered', ['channel']);
  const handoffs = counter('handoffs', 'Conversations handed to a human', ['channel']);
  const deliveries = counter('deliveries', 'Attempts to deliver', ['channel', 'status']);
  return {
    received: (channel) => received.inc({ channel }),
    turn: (channel, handoff) => {
      turns.inc({ channel });
      if (handoff) handoffs.inc({ channel });
    },
    delivered: (channel, status) => deliveries.inc({ channel, status }),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
