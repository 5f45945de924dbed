import { readFileSync } from 'node:fs';
import type { Contact, Received } from '../test/support/fake-whatsapp/index.js';

/** What somebody in the demo has on their phone and can send. */
export interface Sample {
  readonly kind: 'picture' | 'sound' | 'document';
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Of a document. */
  readonly name?: string;
  /** What is written below a picture if nothing else is. */
  readonly caption?: string;
}

export type Samples = Readonly<Record<Sample['kind'], Sample>>;

const FOLDER = 'demo/samples';

const samples = (picture: string, caption: string, document: string): Samples => ({
  picture: {
    ...{ kind: 'picture', bytes: readFileSync(`${FOLDER}/${picture}`), contentType: 'image/png' },
    caption,
  },
  sound: {
    ...{ kind: 'sound', bytes: readFileSync(`${FOLDER}/voice.ogg`) },
    contentType: 'audio/ogg; codecs=opus',
  },
  document: {
    ...{ kind: 'document', bytes: readFileSync(`${FOLDER}/${document}`) },
    ...{ contentType: 'application/pdf', name: document },
  },
});

export const samplesOfCustomer = (): Samples =>
  samples('modem.png', 'olha a luz do modem', 'comprovante.pdf');
export const samplesOfAgent = (): Samples =>
  samples('button.png', 'aperte este botão por 10 segundos', 'guia-do-modem.pdf');

type Message = Received['message'];

/** What is quoted, as phones put it into what they send. */
export type Quoting = {
  readonly stanzaId: string;
  readonly participant: string;
  readonly quotedMessage: Message;
};

const SECONDS_OF_SOUND = 2;
const MEDIA = { picture: 'image', sound: 'audio', document: 'document' } as const;

/** The message that brings a sample: the file lies encrypted on the host of files already. */
export async function messageWith(
  { kind, bytes, contentType, name }: Sample,
  { server }: Contact,
  { caption, quoting }: { readonly caption?: string; readonly quoting?: Quoting },
): Promise<Message> {
  const file = {
    ...(await server.media.encrypt(bytes, MEDIA[kind])),
    ...{ mimetype: contentType, ...(quoting && { contextInfo: quoting }) },
  };
  switch (kind) {
    case 'picture':
      return { imageMessage: { ...file, ...(caption !== undefined && { caption }) } };
    case 'sound':
      return { audioMessage: { ...file, ptt: true, seconds: SECONDS_OF_SOUND } };
    case 'document':
      return { documentMessage: { ...file, ...(name !== undefined && { fileName: name }) } };
  }
}
