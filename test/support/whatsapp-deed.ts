import { proto } from '@whiskeysockets/baileys';
import { textOf } from './fake-whatsapp/index.js';

/** What a message does to an earlier one, as a phone shows it. `of` is the network's id of that one. */
export type PhoneDeed =
  | { readonly kind: 'edit'; readonly of: string; readonly text: string }
  | { readonly kind: 'delete'; readonly of: string }
  | { readonly kind: 'react'; readonly of: string; readonly emoji: string };

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;

/** Reads a decrypted message; undefined if it says something of its own. */
export function deedIn(message: proto.IMessage): PhoneDeed | undefined {
  const { reactionMessage: reaction } = message;
  if (reaction?.key?.id) return { kind: 'react', of: reaction.key.id, emoji: reaction.text ?? '' };
  const change = message.protocolMessage ?? message.editedMessage?.message?.protocolMessage;
  const of = change?.key?.id;
  return change && of ? changeOf(change, of) : undefined;
}

function changeOf(
  { type, editedMessage }: proto.Message.IProtocolMessage,
  of: string,
): PhoneDeed | undefined {
  if (type === REVOKE) return { kind: 'delete', of };
  return type === MESSAGE_EDIT ? { kind: 'edit', of, text: textOf(editedMessage) ?? '' } : undefined;
}
