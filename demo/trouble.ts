import type { Account, FakeWhatsApp } from '../test/support/fake-whatsapp/index.js';

/** Something that can befall the line, to be tried out by hand. */
interface Trouble {
  readonly id: string;
  readonly label: string;
  /** What the operator reads once it has begun. */
  readonly tells: string;
  /** Why it makes no sense now. */
  readonly refusal?: () => string | undefined;
  readonly begin: () => void | Promise<void>;
  /** It passes by itself after so long. */
  readonly ends?: { readonly afterMs: number; readonly end: () => void | Promise<void> };
}

export interface Troubles {
  state(): {
    readonly all: readonly { readonly id: string; readonly label: string; readonly isOn: boolean }[];
    readonly notice?: string;
  };
  /** Rejects with the sentence the operator reads if it makes no sense now. */
  begin(id: string): Promise<void>;
}

const MUTE_MS = 5000;
const OUTAGE_MS = 10_000;
const NOTICE_LASTS_MS = 20_000;

export function openTroubles(server: FakeWhatsApp, company: Account, changed: () => void): Troubles {
  const all = troublesOf(server, company);
  const on = new Set<string>();
  let notice: string | undefined;
  let forget: NodeJS.Timeout | undefined;
  const tell = (text: string | undefined): void => {
    clearTimeout(forget);
    notice = text;
    if (text !== undefined) forget = setTimeout(() => tell(undefined), NOTICE_LASTS_MS);
    changed();
  };
  return {
    state: () => ({
      all: all.map(({ id, label }) => ({ id, label, isOn: on.has(id) })),
      ...(notice !== undefined && { notice }),
    }),
    begin: async (id) => {
      const trouble = all.find((one) => one.id === id);
      if (!trouble) throw new Error('Esse problema não existe aqui.');
      if (company.devices.size === 0)
        throw new Error('O número não está conectado. Clique antes em Conectar.');
      if (on.size > 0) throw new Error('Espere o problema anterior passar.');
      const refusal = trouble.refusal?.();
      if (refusal !== undefined) throw new Error(refusal);
      if (trouble.ends) on.add(id);
      tell(trouble.tells);
      await trouble.begin();
      if (!trouble.ends) return;
      const { afterMs, end } = trouble.ends;
      setTimeout(() => {
        void Promise.resolve(end()).finally(() => {
          on.delete(id);
          changed();
        });
      }, afterMs);
    },
  };
}

const troublesOf = (server: FakeWhatsApp, company: Account): readonly Trouble[] => [
  ...ofTheLine(server),
  ...ofMessages(server, company),
  {
    ...{ id: 'unlink', label: 'Desconectar o número' },
    tells: 'O celular da empresa desconectou o programa. Clique em Conectar para ligá-lo outra vez.',
    begin: () => company.unlink(),
  },
];

const ofTheLine = (server: FakeWhatsApp): readonly Trouble[] => [
  {
    ...{ id: 'drop', label: 'Derrubar a linha' },
    tells: 'A linha caiu. O programa reconecta sozinho, e o que chegou nesse meio-tempo não se perde.',
    begin: () => server.dropConnection(),
  },
  {
    ...{ id: 'mute', label: 'Linha muda por 5 s' },
    tells: 'Por 5 segundos nada passa, como num túnel. Depois a linha cai e o programa reconecta.',
    begin: () => void (server.faults.mute = true),
    ends: {
      afterMs: MUTE_MS,
      end: () => {
        server.faults.mute = false;
        server.dropConnection();
      },
    },
  },
  {
    ...{ id: 'outage', label: 'WhatsApp fora do ar por 10 s' },
    tells: 'O WhatsApp sumiu por 10 segundos. O que se escrever agora chega quando ele voltar.',
    begin: () => server.goDown(),
    ends: { afterMs: OUTAGE_MS, end: () => server.comeBack() },
  },
];

const ofMessages = (server: FakeWhatsApp, company: Account): readonly Trouble[] => [
  {
    ...{ id: 'duplicate', label: 'Entregar a última outra vez' },
    tells: 'A última mensagem chegou de novo ao programa. Ninguém recebe uma segunda resposta.',
    refusal: () =>
      server.lastDelivered && company.devices.has(server.lastDelivered.device.id)
        ? undefined
        : 'Ainda não chegou nenhuma mensagem. Escreva algo no celular de um cliente.',
    begin: () => server.duplicateLast(),
  },
  {
    ...{ id: 'acks', label: 'Perder uma confirmação' },
    tells:
      'A próxima mensagem do programa ficará sem confirmação. Ele a manda de novo, e no celular ela aparece uma vez só.',
    begin: () => void (server.faults.dropAcks += 1),
  },
  {
    ...{ id: 'refuse', label: 'Recusar a próxima (463)' },
    tells:
      'O WhatsApp vai recusar a próxima mensagem do programa. Ela não se repete e fica como não entregue.',
    begin: () => void server.faults.nack.push(463),
  },
];
