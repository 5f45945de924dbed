import type { Did } from '../routing/crossing.js';
import type { Unanswered } from './store.js';

type Content = Unanswered['content'];

/** What an agent did to an earlier message, if that is what an event tells of. */
export function didOf(content: Content): Did | undefined {
  const of = told(content, 'id');
  if (content.kind !== 'event' || of === '') return undefined;
  if (content.name === 'message.deleted') return { kind: 'delete', of };
  if (content.name === 'message.reaction') return { kind: 'react', of, emoji: told(content, 'emoji') };
  return undefined;
}

/** Nobody could read it, and its words have not come after all. */
export const isUnreadable = ({ content }: Unanswered, unanswered: readonly Unanswered[]): boolean =>
  content.kind === 'event' &&
  content.name === 'message.unreadable' &&
  !unanswered.some((one) => one.content.kind === 'text' && one.externalId === told(content, 'id'));

/** Its writer has deleted it before anybody dealt with it. */
export const isDeletedAmong = ({ externalId }: Unanswered, unanswered: readonly Unanswered[]): boolean =>
  externalId !== undefined &&
  unanswered.some(
    ({ content }) =>
      content.kind === 'event' && content.name === 'message.deleted' && told(content, 'id') === externalId,
  );

/** What an event says of itself; a field that is missing is empty. */
function told({ value }: Content, field: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const found = (value as Readonly<Record<string, unknown>>)[field];
  return typeof found === 'string' ? found : '';
}
