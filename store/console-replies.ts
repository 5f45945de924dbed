import type { CannedReply } from '../channels/console/api.js';
import { REPLY_STEPS, type DeskDefinition } from '../routing/desk-definition.js';

/** The desk's canned replies in the order of the steps; in another language where there is none in this one. */
export function cannedRepliesIn(
  definition: DeskDefinition,
  language: DeskDefinition['language'],
): CannedReply[] {
  const replies = definition.cannedReplies ?? [];
  return REPLY_STEPS.flatMap((step) =>
    replies
      .filter((one) => one.step === step)
      .map(({ id, text }) => ({
        ...{ id, step },
        text: text[language] ?? text[definition.language] ?? Object.values(text)[0] ?? '',
      })),
  );
}
