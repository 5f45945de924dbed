import { openHouse } from './assembly/house.js';
import { openNetworks } from './assembly/networks.js';
import type { Surroundings } from './assembly/surroundings.js';
import { ticker } from './bot/tick.js';
import type { NetworkLine } from './channels/channel.js';
import { DeliveryLoop } from './channels/delivery.js';
import type { Config } from './config.js';
import { addHealth } from './http/health.js';
import { createHttpServer } from './http/server.js';
import type { NewPassword } from './store/accounts.js';

export type { Surroundings } from './assembly/surroundings.js';

export interface App {
  readonly port: number;
  /** Agents who got their first, one-time password in this start. */
  readonly newPasswords: readonly NewPassword[];
  readonly lines: readonly NetworkLine[];
  /** Runs the timers that are due now. */
  tick(): Promise<void>;
  /** Stops taking, finishes what is under way, closes the database; once, however often it is called. */
  stop(): Promise<void>;
}

/** Builds the whole program from its configuration and starts it. What stands behind the doors, and the doors, are plugged together in assembly/. */
export async function startApp(config: Config, around: Surroundings): Promise<App> {
  const house = await openHouse(config, around);
  const { store, door, desk, metrics, db } = house;
  const { now, logger } = around;
  const server = createHttpServer(logger);
  const network = await openNetworks(config, around, house, server);
  let ready = true;
  addHealth(server, metrics, {
    isReady: async () => ready && (await store.ping()),
    lines: network.lines,
  });
  const delivery = new DeliveryLoop({
    outbox: store.outbox,
    channels: new Map(network.push.map((channel) => [channel.name, channel])),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onResult: (channel, status) => metrics.delivered(channel, status),
    onBug: (err) => logger.error({ err }, 'delivery failed'),
  });
  await network.start((channel) => delivery.nudge(channel));
  await door.resume();
  await delivery.start();
  const onBug = (err: unknown, ticketId: string) => logger.error({ err, ticketId }, 'a timer failed');
  const runTick = ticker({ store, now, desk: () => desk, onBug });
  const onTickFailure = (err: unknown) => logger.error({ err }, 'a timer failed');
  const stopTicking = every(around.tickMs ?? 1000, () => runTick().catch(onTickFailure));
  const port = await server.listen(config.PORT, config.HOST);
  const stop = async (): Promise<void> => {
    ready = false;
    await stopTicking();
    await network.close();
    await server.close();
    await door.idle();
    await delivery.stop();
    await network.hangUp();
    await db.close();
  };
  let stopping: Promise<void> | undefined;
  return {
    port,
    newPasswords: network.newPasswords,
    lines: network.lines,
    tick: runTick,
    stop: () => (stopping ??= stop()),
  };
}

/** Calls again and again with a pause between; the way to stop waits for the call under way. */
function every(ms: number, run: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      current = run().then(() => {
        if (!stopped) next();
      });
    }, ms);
  };
  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current;
  };
}
