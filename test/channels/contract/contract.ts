import { join } from 'node:path';
import type { ConsoleAgent } from '../../support/console-agent.js';
import { keptWords } from '../../support/kept-words.js';
import type { World } from '../../support/world.js';

/** Somebody at the far side of a channel. */
export interface ChannelCustomer {
  /** Resolves once the network was told that the message has been received, and not before. */
  says(text: string): Promise<void>;
  /** The network brings the last message once more, as it was. */
  isRepeated(): Promise<void>;
  /** The next message that they read. */
  hears(expected: string | RegExp): Promise<void>;
  hearsNothing(ms: number): Promise<void>;
}

/** What a channel must bring to be put under the contract: itself, and control of its far side. */
export interface ChannelUnderTest {
  readonly world: World;
  customer(name: string): Promise<ChannelCustomer>;
  /** The program stops and starts again on the same data, and everybody finds it again. */
  restarts(): Promise<void>;
  /** The far side cannot be reached by us for a while. Absent where the far side reads from us. */
  readonly outage?: { begins(): Promise<void>; ends(): Promise<void> };
  ends(): Promise<void>;
}

const wordsOnDisk = ({ folder }: World) => keptWords(join(folder, 'bastao.db'));

const PERSON = 'quero falar com um atendente';
const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const QUIET_MS = 400;
/** What a program that mistakes words for orders, markup or numbers would spoil. */
const AWKWARD = [
  '<b>negrito</b> & "aspas" \'simples\' \\ %s ${x} {{y}}',
  '*não* _é_ ~marcação~ `aqui`',
  'olá 👩🏽‍🔧 família 👨‍👩‍👧 ação çã ñ ß 漢字 עברית',
  '1; drop table message; --',
  '/encerrar isto não é ordem de ninguém',
];

async function withAgent(
  channel: ChannelUnderTest,
  customer: ChannelCustomer,
): Promise<{ ana: ConsoleAgent; ticketId: string }> {
  const ana = await channel.world.agent('ana');
  await customer.says(PERSON);
  await customer.hears(/vou chamar uma pessoa/);
  await customer.hears(/^Chamei Ana/);
  const { id } = await ana.seesOffer();
  await ana.accepts(id);
  await customer.hears(/Você agora fala com Ana/);
  return { ana, ticketId: id };
}

/**
 * What every channel promises, whatever its network is. A channel that passes can be put beside the others without a
 * change outside `channels/` and `assembly/`.
 */
export function keepsTheContract(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`${name} keeps the channels' contract`, () => {
    let channel: ChannelUnderTest;
    beforeEach(async () => {
      channel = await open();
    });
    afterEach(() => channel.ends());

    test('a message is on disk when the network hears that it was received', async () => {
      const joana = await channel.customer('Joana');
      await joana.says('qual o horário de atendimento?');
      expect(await wordsOnDisk(channel.world)).toContain('qual o horário de atendimento?');
      await joana.hears(/\d+h|\d\d:\d\d/);
    });

    test('what the network brings twice is kept once and answered once', async () => {
      const joana = await channel.customer('Joana');
      await joana.says('qual o horário de atendimento?');
      await joana.hears(/\d+h|\d\d:\d\d/);
      await joana.isRepeated();
      await joana.isRepeated();
      await joana.hearsNothing(QUIET_MS);
      expect(await wordsOnDisk(channel.world)).toEqual(['qual o horário de atendimento?']);
    });

    test('everybody gets their own answers, and nobody another one’s', async () => {
      const joana = await channel.customer('Joana');
      const pedro = await channel.customer('Pedro');
      await Promise.all([joana.says('oi'), pedro.says('qual o horário de atendimento?')]);
      await joana.hears(/^Oi/);
      await pedro.hears(/\d+h|\d\d:\d\d/);
      await joana.hearsNothing(QUIET_MS);
      await pedro.hearsNothing(QUIET_MS);
    });

    test('words arrive as they were written, in the order in which they were written, both ways', async () => {
      const joana = await channel.customer('Joana');
      const { ana, ticketId } = await withAgent(channel, joana);
      for (const words of AWKWARD) {
        await joana.says(words);
        await ana.hears(ticketId, words);
      }
      for (const words of AWKWARD) await ana.replies(ticketId, words);
      for (const words of AWKWARD) await joana.hears(new RegExp(`${escaped(words)}$`));
      expect(await wordsOnDisk(channel.world)).toEqual([PERSON, ...AWKWARD]);
    });

    test('while an agent holds the conversation there is one voice, with a name', async () => {
      const joana = await channel.customer('Joana');
      const { ana, ticketId } = await withAgent(channel, joana);
      await joana.says('qual o horário de atendimento?');
      await ana.hears(ticketId, 'qual o horário de atendimento?');
      await joana.hearsNothing(QUIET_MS);
      await ana.closes(ticketId, 'das 8 às 18', 'dúvida resolvida');
      await joana.hears(/encerrado por Ana/);
    });

    test('a returning customer meets the technician of before', async () => {
      const joana = await channel.customer('Joana');
      const { ana, ticketId } = await withAgent(channel, joana);
      await ana.closes(ticketId, 'reiniciar o modem', 'modem reiniciado');
      await joana.hears(/encerrado por Ana/);
      await joana.hears(/Voltei/);
      await joana.says(PERSON);
      await joana.hears(/vou chamar uma pessoa/);
      await joana.hears(/^Chamei Ana/);
      expect((await ana.seesOffer()).rule).toBe('same-day');
    });

    test('a restart changes nothing for anybody', async () => {
      const joana = await channel.customer('Joana');
      const { ticketId } = await withAgent(channel, joana);
      await channel.restarts();
      const ana = await channel.world.agent('ana');
      await joana.says('ainda está aí?');
      await ana.hears(ticketId, 'ainda está aí?');
      await ana.replies(ticketId, 'estou sim');
      await joana.hears(/estou sim$/);
    });

    test('what could not be brought to the far side comes later, in order and once', async () => {
      if (!channel.outage) return expect(channel.outage).toBeUndefined();
      const joana = await channel.customer('Joana');
      const { ana, ticketId } = await withAgent(channel, joana);
      await channel.outage.begins();
      for (const words of ['primeiro', 'segundo', 'terceiro']) await ana.replies(ticketId, words);
      await joana.hearsNothing(QUIET_MS);
      await channel.outage.ends();
      for (const words of ['primeiro', 'segundo', 'terceiro']) await joana.hears(new RegExp(`${words}$`));
      await joana.hearsNothing(QUIET_MS);
    });

    test('suggested answers can be chosen by their number', async () => {
      const joana = await channel.customer('Joana');
      await joana.says('internet lenta');
      await joana.hears(/lent/i);
      await joana.says('1');
      await joana.hears(/./);
      expect(await wordsOnDisk(channel.world)).toEqual(['internet lenta', '1']);
    });
  });
}
