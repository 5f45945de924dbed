import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TranscriptEntry } from '../channels/console/api.js';
import { webAddress } from './links.js';
import { useWords } from './words.js';

type FileProps = TranscriptEntry['attachments'][number];

const KEPT = /\/v3\/attachments\/[\w-]{16,64}\/views\/original$/;

/** The path of a file that we keep ourselves: read from where this page is, whatever name the server was given. */
function keptPath(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url, location.href)) return undefined;
  return KEPT.exec(new URL(url, location.href).pathname)?.[0];
}

/** A file of the conversation: pictures, sound and films of ours in place, everything else as a link. */
export function File(props: FileProps) {
  const path = keptPath(props.url);
  return path === undefined ? <Elsewhere {...props} /> : <Kept {...props} path={path} />;
}

function Elsewhere({ name, url, contentType }: FileProps) {
  const { say } = useWords();
  const text = `${say('attachment')}: ${name ?? contentType}`;
  const href = url && URL.canParse(url, location.href) && webAddress(new URL(url, location.href).href);
  return <FileLink text={text} href={href || undefined} />;
}

function FileLink({ text, href }: { readonly text: string; readonly href?: string }) {
  return (
    <span class="attachment">
      {href ? (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </span>
  );
}

const SHOWN = ['image', 'audio', 'video'] as const;
const STICKER = 'image/webp';

function Kept({ name, contentType, path }: FileProps & { readonly path: string }) {
  const { say } = useWords();
  const kind = SHOWN.find((one) => contentType.startsWith(one));
  const { state, why, round, check } = useKept(path, kind === undefined);
  const text = name ?? say(kind ?? 'attachment');
  if (state === 'awaited' || state === 'gone') return <Absent text={text} state={state} why={why} />;
  if (state === 'odd' || kind === undefined)
    return <FileLink text={`${say('attachment')}: ${name ?? contentType}`} href={path} />;
  const common = { src: path, onError: check };
  switch (kind) {
    case 'image':
      return contentType === STICKER ? (
        <img key={round} {...common} class="sticker" loading="lazy" alt={name ?? say('sticker')} />
      ) : (
        <Picture src={path} text={text}>
          <img key={round} {...common} loading="lazy" alt={text} />
        </Picture>
      );
    case 'audio':
      return <audio key={round} {...common} class="sound" controls preload="metadata" aria-label={text} />;
    case 'video':
      return <video key={round} {...common} class="film" controls preload="metadata" aria-label={text} />;
  }
}

function Absent(props: { readonly text: string; readonly state: 'awaited' | 'gone'; readonly why?: string }) {
  const { say, label } = useWords();
  const { text, state, why = '' } = props;
  const known = label('file', why);
  const gone = known === why ? say('fileGone') : known;
  return (
    <span class="attachment absent" role="status">
      {text}: {state === 'gone' ? gone : say('fileAwaited')}
    </span>
  );
}

/** A picture that opens over the whole page. */
function Picture({
  src,
  text,
  children,
}: {
  readonly src: string;
  readonly text: string;
  readonly children: ComponentChildren;
}) {
  const { say } = useWords();
  const [isLarge, setIsLarge] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isLarge) dialog.current?.showModal();
  }, [isLarge]);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        class="picture"
        aria-label={say('enlarge', { name: text })}
        onClick={() => setIsLarge(true)}
      >
        {children}
      </button>
      {isLarge && (
        <dialog
          class="large"
          aria-label={text}
          ref={dialog}
          onClose={() => setIsLarge(false)}
          onClick={close}
        >
          <img src={src} alt={text} />
          <button type="button" autofocus onClick={close}>
            {say('close')}
          </button>
        </dialog>
      )}
    </>
  );
}

/** `odd`: it is there, and no picture, sound or film that the browser can show. */
type FileState = 'there' | 'awaited' | 'gone' | 'odd';

interface Known {
  readonly state: FileState;
  /** The code of the server's answer. */
  readonly why?: string;
  /** How often it has been tried to show it. */
  readonly round: number;
}

interface Looked {
  readonly state: 'there' | 'awaited' | 'gone';
  readonly why?: string;
  readonly afterMs: number;
}

const SOONEST_MS = 2_000;
const LATEST_MS = 60_000;

/** Asks what has become of a file that could not be shown; one still being fetched is asked for again by itself. */
function useKept(path: string, asksAtOnce: boolean) {
  const [known, setKnown] = useState<Known>({ state: 'there', round: 0 });
  const life = useRef<{ timer?: ReturnType<typeof setTimeout>; isOver?: boolean }>({});
  const check = useCallback(async () => {
    const { state, why, afterMs } = await lookAt(path);
    if (life.current.isOver) return;
    setKnown((before) => {
      if (state !== 'there') return { ...before, state, why };
      // Shown once more when it has arrived, be it between the failure and this look; a second failure of the same
      // bytes is theirs.
      return before.state === 'awaited' || before.round === 0
        ? { state, round: before.round + 1 }
        : { ...before, state: 'odd' };
    });
    if (state === 'awaited') life.current.timer = setTimeout(() => void check(), afterMs);
  }, [path]);
  useEffect(() => {
    life.current = {};
    if (asksAtOnce) void check();
    return () => {
      life.current.isOver = true;
      clearTimeout(life.current.timer);
    };
  }, [check, asksAtOnce]);
  return { ...known, check: () => void check() };
}

async function lookAt(path: string): Promise<Looked> {
  try {
    const answer = await fetch(path, { headers: { range: 'bytes=0-0' } });
    if (answer.ok) {
      await answer.body?.cancel();
      return { state: 'there', afterMs: LATEST_MS };
    }
    const { error } = (await answer.json()) as { error?: { code?: string } };
    const seconds = Number(answer.headers.get('retry-after') ?? LATEST_MS / 1000);
    const isAwaited = answer.status === 404 ? answer.headers.has('retry-after') : answer.status !== 410;
    return {
      state: isAwaited ? 'awaited' : 'gone',
      why: error?.code,
      afterMs: Math.min(LATEST_MS, Math.max(SOONEST_MS, (seconds || 0) * 1000)),
    };
  } catch {
    return { state: 'awaited', afterMs: LATEST_MS };
  }
}
