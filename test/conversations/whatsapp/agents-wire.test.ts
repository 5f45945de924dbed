import { proto } from '@whiskeysockets/baileys';
import type { AgentPhone } from '../../support/agent-phone.js';
import type { WhatsAppPerson } from '../../support/whatsapp-person.js';
import { openScene, type Scene } from './scene.js';

let scene: Scene;
let ana: AgentPhone;
let joana: WhatsAppPerson;
let pedro: WhatsAppPerson;
const JOANA = '5511987650301';
const PEDRO = '5511987650302';
beforeAll(async () => {
  scene = await openScene({ phones: ['ana'], slow: true, tickMs: 600_000 });
  ana = scene.agent('ana');
  // Both call themselves by something that gives them away.
  joana = scene.person(JOANA, '+55 11 98765-0301');
  pedro = scene.person(PEDRO, 'Pedro 11987650302');
});
afterAll(() => scene.ends());

const picture = (fill: number) =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3000, fill)]);

/** Everything that came to this phone, as it was decrypted and as its envelope reads. */
const cameTo = ({ phone }: WhatsAppPerson): string =>
  phone.inbox.all
    .map(({ message, attrs }) => {
      const bytes = Buffer.from(proto.Message.encode(message).finish());
      return `${bytes.toString('latin1')} ${JSON.stringify(attrs)} ${JSON.stringify(message)}`;
    })
    .join('\n');

/** Number, without country, its end, and hidden id. */
const namesOf = ({ phone: { phone, lidUser } }: WhatsAppPerson): string[] => [
  phone,
  phone.slice(2),
  phone.slice(-9),
  `${phone.slice(-9, -4)}-${phone.slice(-4)}`,
  lidUser,
];

async function isServed(person: WhatsAppPerson, number: number): Promise<void> {
  await person.says('quero falar com um atendente');
  await ana.accepts(number);
  await person.finds('Você agora fala com Ana.');
  person.readsAll();
  ana.readsAll();
}

test('whatever crosses, neither side gets a number, a hidden id or a last name of the other', async () => {
  await ana.begins();
  await isServed(joana, 1);
  await isServed(pedro, 2);
  const forwarded = {
    isForwarded: true,
    forwardingScore: 3,
    participant: `${JOANA}@s.whatsapp.net`,
    remoteJid: `${JOANA}@s.whatsapp.net`,
    stanzaId: 'OTHER',
    quotedMessage: { conversation: `meu número é ${'0'}` },
  };
  const asked = await joana.says('qual o prazo?');
  const atAna = await ana.finds(/qual o prazo\?$/);
  const answer = await ana.quotes(atAna, 'dois dias');
  const atJoana = await joana.hears('*Ana:* dois dias');
  await joana.quotes(atJoana, 'úteis?');
  await ana.finds(/úteis\?$/);
  await joana.reacts(atJoana, '👍');
  await ana.seesReaction(answer, '👍');
  await ana.reacts(atAna, '❤️');
  await joana.seesReaction(asked, '❤️');
  await joana.edits(asked, 'qual o prazo mesmo?');
  await ana.seesEdited(atAna, /mesmo/);
  await ana.edits(answer, 'três dias');
  await joana.seesEdited(atJoana, '*Ana:* três dias');
  await pedro.phone.send(
    { extendedTextMessage: { text: 'encaminhada', contextInfo: forwarded } },
    scene.stamp(),
  );
  await ana.finds(/encaminhada/);
  const photo = await joana.sendsPicture(picture(1), 'a luz');
  const photoAtAna = await ana.getsFile('image');
  await ana.quotes(photoAtAna, 'essa');
  await joana.finds('*Ana:* essa');
  const back = await ana.quotes(photoAtAna, 'e esta');
  await joana.finds('*Ana:* e esta');
  await ana.deletes(back);
  await joana.deletes(photo);
  await ana.seesDeleted(photoAtAna);
  const offer = ana.phone.inbox.all.find(({ text }) => /^Novo atendimento #2/.test(text ?? ''));
  await ana.quotes(offer!, 'olá por aqui');
  await pedro.finds('*Ana:* olá por aqui');
  await ana.says('/fila');
  await ana.finds(/Com você/);
  await ana.says('/historico #1');
  await ana.finds(/Histórico/);
  await ana.says('para quem?');
  await ana.finds(/Para quem/);
  await ana.says('#1');
  await joana.finds('*Ana:* para quem?');
  const mine = await scene.world.agent('ana');
  const { mine: tickets } = await mine.board();
  for (const { id } of tickets) await mine.replies(id, 'da mesa');
  await joana.finds('*Ana:* da mesa');
  await pedro.finds('*Ana:* da mesa');
  await ana.finds(/da mesa/);
  mine.close();
  const atAnas = cameTo(ana);
  const found = [...namesOf(joana), ...namesOf(pedro)].filter((one) => atAnas.includes(one));
  const atCustomers = cameTo(joana) + cameTo(pedro);
  const foundThere = [...namesOf(ana), 'Souza', 'Aninha'].filter((one) => atCustomers.includes(one));
  const crossed = [
    ...namesOf(pedro).filter((one) => cameTo(joana).includes(one)),
    ...namesOf(joana).filter((one) => cameTo(pedro).includes(one)),
  ];
  expect({ found, foundThere, crossed }).toEqual({ found: [], foundThere: [], crossed: [] });
});
