import type { Received } from '../test/support/fake-whatsapp/index.js';
import type { Bubble, Chat, ShownFile } from './chat.js';

/** Keeps a file and gives the address under which the page finds it. */
export type KeepFile = (bytes: Buffer, contentType: string) => string;

type Message = Received['message'];

interface Showing {
  readonly mine: boolean;
  readonly keep: KeepFile;
}

/** Shows a message that has come to a phone; one that cannot be shown as a bubble changes what it is about, or nothing. */
export async function showIn(chat: Chat, message: Received, { mine, keep }: Showing): Promise<void> {
  const { edits, revokes, reacts } = message;
  if (edits) return chat.edit({ id: edits.id, mine }, edits.text ?? '');
  if (revokes !== undefined) return chat.erase({ id: revokes, mine });
  if (reacts) return chat.react({ id: reacts.id, mine }, reacts.emoji);
  if (message.message.protocolMessage) return;
  const file = await fileIn(message, keep);
  chat.add({
    ...{ id: message.id, mine, at: message.at },
    text: message.text ?? (file ? '' : nameOf(message.message)),
    ...(mine && { tick: 'sent' }),
    ...(file && { file }),
    ...(message.quoted && { quoted: message.quoted.text ?? 'mensagem' }),
  } satisfies Bubble);
}

const FILES = [
  ['image', 'picture'],
  ['sticker', 'picture'],
  ['audio', 'sound'],
  ['document', 'document'],
] as const;

/** A file that cannot be fetched is shown by its name. */
async function fileIn(message: Received, keep: KeepFile): Promise<ShownFile | undefined> {
  for (const [part, kind] of FILES) {
    const said = message.message[`${part}Message`];
    if (!said) continue;
    try {
      const url = keep(await message.media(part), said.mimetype ?? '');
      const name = part === 'document' ? message.message.documentMessage?.fileName : undefined;
      return { kind, url, ...(typeof name === 'string' && { name }) };
    } catch {
      return undefined;
    }
  }
  return undefined;
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
