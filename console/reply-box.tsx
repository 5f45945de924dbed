import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Me, TicketDetail } from '../channels/console/api.js';
import { CannedReplies, optionId, useCannedList, type CannedList } from './canned-list.js';
import type { SendCommand } from './commands.js';
import { drafts } from './drafts.js';
import { Problem } from './form.js';
import type { Failure } from './server.js';
import { useWords } from './words.js';

const LONGEST = 8000;

interface ReplyBoxProps {
  readonly me: Me;
  readonly ticket: TicketDetail;
  readonly command: SendCommand;
  readonly onChanged: () => void;
}

/** Writes to the customer. Nothing leaves the box before the server has taken it. */
export function ReplyBox(props: ReplyBoxProps) {
  const { say } = useWords();
  const reply = useReply(props);
  const { text, problem, isSending, write, send } = reply;
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useCannedList({ ...props, text, write });
  const hintId = useId();
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <form
      class="reply"
      onSubmit={(event) => {
        event.preventDefault();
        if (list.isOpen) return;
        void send().then(() => box.current?.focus());
      }}
    >
      <Problem text={problem} />
      {list.isOpen && <CannedReplies list={list} />}
      <div class="reply-row">
        {props.ticket.cannedReplies.length > 0 && (
          <CannedButton
            isOpen={list.isOpen}
            isDisabled={isSending || (text !== '' && !list.isOpen)}
            onToggle={() => {
              write(list.isOpen ? '' : '/');
              box.current?.focus();
            }}
          />
        )}
        <ReplyText {...{ box, list, hintId, reply }} />
        <button class="primary" disabled={isSending || list.isOpen || !text.trim()}>
          {say(isSending ? 'sending' : problem ? 'tryAgain' : 'send')}
        </button>
      </div>
      <small id={hintId} class="quiet">
        {say(props.ticket.cannedReplies.length > 0 ? 'replyHintCanned' : 'replyHint')}
      </small>
    </form>
  );
}

function CannedButton(props: {
  readonly isOpen: boolean;
  readonly isDisabled: boolean;
  readonly onToggle: () => void;
}) {
  const { say } = useWords();
  return (
    <button
      type="button"
      class="canned-button"
      aria-label={say('cannedReplies')}
      aria-expanded={props.isOpen}
      title={say('cannedReplies')}
      disabled={props.isDisabled}
      onClick={props.onToggle}
    >
      /
    </button>
  );
}

function ReplyText(props: {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly list: CannedList;
  readonly hintId: string;
  readonly reply: ReturnType<typeof useReply>;
}) {
  const { say } = useWords();
  const { list, reply } = props;
  return (
    <textarea
      ref={props.box}
      aria-label={say('reply')}
      aria-describedby={props.hintId}
      aria-haspopup="listbox"
      aria-controls={list.isOpen ? list.listId : undefined}
      aria-activedescendant={list.active && optionId(list, list.active)}
      placeholder={say('reply')}
      rows={2}
      maxLength={LONGEST}
      value={reply.text}
      readOnly={reply.isSending}
      onInput={({ currentTarget }) => reply.write(currentTarget.value)}
      onKeyDown={(event) => {
        // While an input method composes (accents, kana), Enter chooses a character.
        if (event.isComposing) return;
        if (list.onKey(event.key)) return event.preventDefault();
        if (event.key !== 'Enter' || event.shiftKey) return;
        event.preventDefault();
        void reply.send();
      }}
    />
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
