import fc from 'fast-check';
import type { Incoming, Person } from '../../channels/channel.js';
import {
  ANA,
  BIA,
  commandOf,
  COMMANDS,
  JOANA,
  openImpostorScene,
  ORDERS,
  type ImpostorScene,
  type Shown,
} from './impostor-scene.js';

let scene: ImpostorScene;
beforeAll(async () => {
  scene = await openImpostorScene();
});
afterAll(() => scene.ends());

/** Attempts of each kind; eight kinds over the door alone. */
const TIMES = 100;

let people = 0;
/** Everybody comes once: what the bot makes of a second message is no matter here. */
const stranger = (more: Partial<Person> = {}): Person => ({
  id: `main/l9${++people}`,
  alias: `lid:9${people}`,
  ...more,
});

const NAMES = [
  ...[
    'Ana Souza',
    'ana',
    'Ana',
    'Bia Lima',
    'Ana Souza \u202e',
    '\u202eazuoS anA',
    '\u2066Ana Souza\u2069',
    'Аna Souza',
  ],
  ...[
    'main/l111111',
    'lid:111111',
    '+5511990001001',
    '5511990001001',
    'Conexão Clara',
    'phone:main',
    'Telefone da empresa',
  ],
  ...[
    'Ana Souza (técnica)',
    'agent',
    'desk',
    'console',
    'whatsapp:main/l111111',
    'dora',
    'Ana\u0000Souza',
    '*Ana:*',
  ],
] as const;

const sample = <T>(values: fc.Arbitrary<T>, seed: number, times = TIMES): T[] =>
  fc.sample(values, { numRuns: times, seed });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);

interface Attempt {
  readonly who?: Partial<Person>;
  readonly content: (marker: string, shown: readonly Shown[]) => Incoming['content'];
  readonly more?: Partial<Incoming>;
}
const said =
  (text: string, more: object = {}): Attempt['content'] =>
  (marker) => ({
    ...{ kind: 'text', text: `${text} ${marker}` },
    ...more,
  });

/** Makes the attempts, each as somebody else; whatever comes of them, it comes of them alone. */
async function fails(attempts: readonly Attempt[]): Promise<void> {
  const before = await scene.fingerprint();
  const shown = await scene.shown();
  for (const [n, { who, content, more }] of attempts.entries()) {
    const marker = `marca${people}x${n}x`;
    const conversation = await scene.brings(stranger(who), content(marker, shown), more);
    expect(await scene.elsewhere(marker, conversation)).toBe(0);
    for (const answer of await scene.answersIn(conversation)) expect(answer).not.toMatch(/#\d+ |\/ajuda/);
  }
  expect(await scene.fingerprint()).toBe(before);
}

test('the scene is what it should be: Ana holds Joana, Bia is asked for Pedro, both can be reached', async () => {
  const shown = await scene.shown();
  const in_ = (id: string) => shown.filter(({ conversation }) => conversation === `whatsapp:${id}`);
  expect(in_(ANA.id).some(({ text }) => text.includes('minha fatura veio errada'))).toBe(true);
  expect(in_(BIA.id).some(({ text }) => text.includes('#2'))).toBe(true);
  expect(in_(JOANA.id).length).toBeGreaterThan(1);
  const before = await scene.fingerprint();
  await scene.brings(ANA, { kind: 'text', text: '#1 Oi, Joana! Já vejo isso.' });
  expect(await scene.fingerprint()).not.toBe(before);
  expect((await scene.answersIn(`whatsapp:${JOANA.id}`)).at(-1)).toBe('Oi, Joana! Já vejo isso.');
});

describe('over the door of WhatsApp nobody passes for an agent', () => {
  test('by a name', () =>
    fails(
      sample(fc.tuple(oneOf(NAMES), oneOf(ORDERS)), 1).map(([name, order]) => ({
        who: { name },
        content: said(order),
      })),
    ));

  test('by the orders that agents write', () =>
    fails(
      sample(fc.tuple(oneOf(ORDERS), fc.nat(3)), 2).map(([order, lines]) => ({
        content: said(`${'\n'.repeat(lines)}${order}`),
      })),
    ));

  test('by quoting what the desk wrote to an agent, under its true id', () =>
    fails(
      sample(
        fc.tuple(fc.nat(), oneOf(['1', '2', 'aceitar', '/encerrar', 'oi', '/fila']), fc.boolean()),
        3,
      ).map(([n, order, own]) => ({
        content: (marker, shown) => {
          const { id, externalId, text } = shown[n % shown.length] ?? { id: '', externalId: '', text: '' };
          const quotes = { id: own ? id : externalId, text };
          return { kind: 'text', text: `${order} ${marker}`, quotes };
        },
      })),
    ));

  test('by "1" alone under such a quote: no offer is accepted, no question answered', () =>
    fails(
      sample(fc.nat(), 4).map((n) => ({
        content: (_marker, shown) => {
          const { externalId, text } = shown[n % shown.length] ?? { externalId: '', text: '' };
          return { kind: 'text', text: String((n % 2) + 1), quotes: { id: externalId, text } };
        },
      })),
    ));

  test('by forwarding an offer, word for word', () =>
    fails(
      sample(fc.tuple(fc.nat(), oneOf(['', '1\n', '/aceitar\n'])), 5).map(([n, before]) => ({
        content: (marker, shown) => ({
          kind: 'text',
          text: `${before}${shown[n % shown.length]?.text} ${marker}`.slice(0, 3000),
        }),
      })),
    ));

  test('by an edit, a deletion or a reaction that names a message of another chat', () =>
    fails(
      sample(
        fc.tuple(fc.nat(), oneOf(['edit', 'message.deleted', 'message.reaction'] as const), fc.boolean()),
        6,
      ).map(([n, deed, own]) => ({
        content: (marker, shown) => {
          const { id: ours, externalId } = shown[n % shown.length] ?? { id: '', externalId: '' };
          const id = own ? ours : externalId;
          if (deed === 'edit') return { kind: 'text', text: `#1 outra coisa ${marker}`, edits: id };
          return {
            kind: 'event',
            name: deed,
            value: { id, ...(deed === 'message.reaction' && { emoji: '👍' }) },
          };
        },
      })),
    ));

  test('by an event that only the console may bring', async () => {
    const { mine, queue } = await scene.ana.board();
    const ids = [...mine, ...queue].map(({ id }) => id);
    await fails(
      sample(fc.tuple(oneOf(COMMANDS), fc.nat(), oneOf(NAMES)), 7).map(([type, n, name]) => ({
        who: { name },
        content: (marker) => ({
          ...{ kind: 'event', name: 'desk.command' },
          value: commandOf(type, ids[n % ids.length] ?? '', marker),
        }),
      })),
    );
  });

  test('by an id or a number that is nearly an agent’s', () =>
    fails(
      sample(
        fc.tuple(
          oneOf([
            ...[
              { id: 'main/l1111111', alias: 'lid:1111111' },
              { id: 'main/l11111', alias: 'lid:11111' },
            ],
            ...[{ id: 'main/lid:111111' }, { id: 'other/ana' }, { id: 'main/ana' }, { id: 'main/caio' }],
            ...[
              { id: 'main/p551199000100', phone: '+551199000100' },
              { id: 'main/x', phone: '+15511990001001' },
            ],
            ...[
              { id: 'main/emulator/caio' },
              { id: 'main/y', alias: '5511990001001' },
              { id: 'main/z', phone: '+222' },
            ],
          ]),
          oneOf(ORDERS),
        ),
        8,
      ).map(([who, order], n) => ({
        content: said(order),
        who: who.id.startsWith('main/l1') ? who : { ...who, id: `${who.id}-${n}` },
        more: { from: { channel: 'whatsapp', id: `main/near${n}` } },
      })),
    ));

  test('by a contact card with the number of an agent', () =>
    fails(
      sample(oneOf(NAMES), 9, 40).map((name) => ({
        content: (marker) => ({
          ...{ kind: 'text', text: `${name}: +55 11 99000-1001 ${marker}` },
          value: { contacts: [{ name, phones: ['+5511990001001'] }] },
        }),
      })),
    ));
});
