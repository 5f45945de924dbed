import { randomBytes } from 'node:crypto';
import { until } from '../../../../support/fake-whatsapp/scene.js';
import { eventually, ourBot, stockBot, waiting, type Bot } from '../bots.js';

let bot: Bot;

const jpeg = () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(2000)]);

/** Ana sends a picture, and before it is fetched something happens to it at WhatsApp. Gives the picture. */
async function picture(happens: (path: string) => void): Promise<Buffer> {
  const { server, company } = bot;
  const image = jpeg();
  await server.goDown();
  const { media } = await bot.customer('Ana').sendImage(image, undefined, { to: company });
  happens(media.directPath);
  await server.comeBack();
  await until(() => waiting(bot) === 0, 20_000);
  return image;
}

const expired = () => picture((path) => bot.server.expireMedia(path));
const altered = () =>
  picture((path) => {
    const file = Buffer.from(bot.server.media.files.get(path) ?? '');
    file[500] = (file[500] ?? 0) ^ 1;
    bot.server.media.files.set(path, file);
  });

describe('finding 10: a file', () => {
  beforeAll(async () => void (bot = await ourBot()), 60_000);
  afterAll(() => bot.ends());

  test('that is not what its sender sent is not kept', async () => {
    await altered();
    await until(() => bot.server.media.downloads > 0, 20_000);
    await bot.restarts();
    expect(await bot.files()).toEqual([]);
  }, 60_000);

  test('whose time at WhatsApp has run out is uploaded again and comes', async () => {
    const image = await expired();
    const hasCome = async () => (await bot.files()).some((file) => file.equals(image));
    await eventually(hasCome, 'the file is here');
  }, 60_000);
});

describe('stock Baileys does not:', () => {
  beforeAll(async () => void (bot = await stockBot()), 60_000);
  afterAll(() => bot.ends());

  test('nobody is asked for an expired file', async () => {
    let asked = 0;
    bot.server.on('stanza', (direction: string, { attrs }: { attrs: { type?: string } }) => {
      if (direction === 'in' && attrs.type === 'server-error') asked++;
    });
    await expired();
    expect([await bot.files(), asked]).toEqual([[], 0]);
  }, 60_000);

  test('it hands out other bytes than were sent, and does not look', async () => {
    const image = await altered();
    const [file] = await bot.files();
    expect(file?.length).toBe(image.length);
    expect(file?.equals(image)).toBe(false);
  }, 60_000);
});
