import type { Received } from '../test/support/fake-whatsapp/index.js';
import type { Bubble, Chat } from './chat.js';

/** Keeps a picture and gives the address under which the page finds it. */
export type KeepPicture = (bytes: Buffer) => string;

type Message = Received['message'];

/** Shows a message that has come to a phone; one that cannot be shown as a bubble changes what it is about, or nothing. */
export async function showIn(chat: Chat, message: Received, as: Showing): Promise<void> {
  const { reactionMessage, protocolMessage } = message.message;
  if (reactionMessage) return chat.react(reactionMessage.key?.id ?? '', reactionMessage.text ?? '');
  if (protocolMessage) return;
  const picture = await pictureIn(message, as.keep);
  chat.add({
    ...{ id: message.id, mine: as.mine, at: message.at },
    text: message.text ?? (picture === undefined ? nameOf(message.message) : ''),
    ...(as.mine && { tick: 'sent' }),
    ...(picture !== undefined && { picture }),
    ...(message.quoted && { quoted: message.quoted.text ?? 'mensagem' }),
  } satisfies Bubble);
}

interface Showing {
  readonly mine: boolean;
  readonly keep: KeepPicture;
}

/** A picture that cannot be fetched is shown by its name, as any other file is. */
async function pictureIn(message: Received, keep: KeepPicture): Promise<string | undefined> {
  const kind = (['image', 'sticker'] as const).find((one) => message.message[`${one}Message`]);
  if (!kind) return undefined;
  try {
    return keep(await message.media(kind));
  } catch {
    return undefined;
  }
}

const NAMES: readonly (readonly [kind: keyof Message, name: string])[] = [
  ['imageMessage', 'Foto'],
  ['stickerMessage', 'Figurinha'],
  ['audioMessage', 'Áudio'],
  ['videoMessage', 'Vídeo'],
  ['locationMessage', 'Localização'],
  ['contactMessage', 'Contato'],
];

function nameOf(message: Message): string {
  if (message.documentMessage) return `Documento: ${message.documentMessage.fileName ?? 'sem nome'}`;
  return NAMES.find(([kind]) => message[kind])?.[1] ?? 'Mensagem que este celular não mostra';
}
