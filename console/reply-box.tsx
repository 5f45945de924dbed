import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { TicketDetail } from '../channels/console/api.js';
import type { SendCommand } from './commands.js';
import { drafts } from './drafts.js';
import { Problem } from './form.js';
import type { Failure } from './server.js';
import { useWords } from './words.js';

const LONGEST = 8000;

interface ReplyBoxProps {
  readonly ticket: TicketDetail;
  readonly command: SendCommand;
  readonly onChanged: () => void;
}

/** Writes to the customer. Nothing leaves the box before the server has taken it. */
export function ReplyBox(props: ReplyBoxProps) {
  const { say } = useWords();
  const { text, problem, isSending, write, send } = useReply(props);
  const box = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  useEffect(() => box.current?.focus(), []);
  return (
    <form
      class="reply"
      onSubmit={(event) => {
        event.preventDefault();
        void send().then(() => box.current?.focus());
      }}
    >
      <Problem text={problem} />
      <div class="reply-row">
        <textarea
          ref={box}
          aria-label={say('reply')}
          aria-describedby={hintId}
          placeholder={say('reply')}
          rows={2}
          maxLength={LONGEST}
          value={text}
          readOnly={isSending}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={(event) => {
            // While an input method composes (accents, kana), Enter chooses a character.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <button class="primary" disabled={isSending || !text.trim()}>
          {say(isSending ? 'sending' : problem ? 'tryAgain' : 'send')}
        </button>
      </div>
      <small id={hintId} class="quiet">
        {say('replyHint')}
      </small>
    </form>
  );
}

/** Nobody can say whether it arrived; trying again is safe. */
const isUnknown = ({ status }: Failure) => status === 0 || status >= 500;

/** The words in the box: kept as they are written, gone only when they were sent. */
function useReply({ ticket, command, onChanged }: ReplyBoxProps) {
  const { say, explain } = useWords();
  const [text, setText] = useState(() => drafts.read(ticket.id));
  const [problem, setProblem] = useState<string>();
  const [isSending, setIsSending] = useState(false);
  const write = (next: string) => {
    setText(next);
    drafts.write(ticket.id, next);
  };
  const send = async () => {
    const words = text.trim();
    if (!words || isSending) return;
    setIsSending(true);
    setProblem(undefined);
    const result = await command(ticket.id, 'reply', { text: words });
    setIsSending(false);
    if (result.ok) write('');
    else setProblem(`${say(isUnknown(result) ? 'notConfirmed' : 'notSent')} ${explain(result)}`);
    onChanged();
  };
  return { text, problem, isSending, write, send };
}
