import { useId, useState } from 'preact/hooks';
import type { LineView } from '../channels/console/api.js';
import { useNow } from './clock.js';
import { Problem } from './form.js';
import { request } from './server.js';
import { countdown, dayTime } from './times.js';
import { useWords, type Words } from './words.js';

/** How our lines to the networks stand; for an administrator also the way to link one. */
export function Lines({
  lines,
  onChanged,
}: {
  readonly lines: readonly LineView[];
  readonly onChanged: () => void;
}) {
  return (
    <div class="lines">
      {lines.map((line) => (
        <LineCard key={`${line.channel}/${line.account}`} line={line} onChanged={onChanged} />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: LineView;
  readonly onChanged: () => void;
}

function LineCard({ line, onChanged }: LineProps) {
  const { say, label, language } = useWords();
  const id = useId();
  const { state, phone, reason } = line;
  const needsLinking = state === 'linking' || state === 'stopped';
  return (
    <section class={`line ${line.isAlarming ? 'alarming' : ''}`} aria-labelledby={id}>
      <h2 id={id}>
        {label('channel', line.channel)} <span class={`chip ${CHIPS[state]}`}>{label('line', state)}</span>
      </h2>
      <p class="quiet">
        {[
          ...(phone === undefined ? [] : [say('ourNumber', { phone })]),
          say('lineSince', { time: dayTime(line.since, language) }),
        ].join(' · ')}
      </p>
      {reason && <p class={line.isAlarming ? 'problem' : ''}>{reason.text}</p>}
      {line.retryAt !== undefined && <RetryAt retryAt={line.retryAt} />}
      {line.mayLink && <Linking line={line} onChanged={onChanged} />}
      {needsLinking && !line.mayLink && <p>{say('adminLinks')}</p>}
    </section>
  );
}

const CHIPS = {
  open: 'active',
  'catching-up': 'active',
  connecting: '',
  linking: 'offered',
  waiting: 'offered',
  stopped: 'alarming',
} as const;

function RetryAt({ retryAt }: { readonly retryAt: string }) {
  const { say } = useWords();
  const now = useNow(1000);
  return (
    <p class="timers">
      {say('lineRetryIn', { time: countdown(Date.parse(retryAt) - now) ?? say('anyMoment') })}
    </p>
  );
}

/** What to scan or type on the company's phone, and the ways to get it. */
function Linking({ line, onChanged }: LineProps) {
  const { say } = useWords();
  const { link, isBusy, problem } = useLink(line.channel, onChanged);
  const { qr, code } = line.link ?? {};
  return (
    <div class="linking">
      {code === undefined ? qr && <QrCode qr={qr} /> : <PairingCode code={code} />}
      {!qr && (
        <button
          type="button"
          class={code === undefined ? 'primary' : ''}
          disabled={isBusy}
          onClick={() => link()}
        >
          {say(linkingLabel(line))}
        </button>
      )}
      {code === undefined && <PhoneForm isBusy={isBusy} onPhone={link} />}
      <Problem text={problem} />
    </div>
  );
}

function linkingLabel({ state, link }: LineView) {
  if (link?.code !== undefined) return 'useQr' as const;
  return state === 'linking' ? ('linkAgain' as const) : ('connectAgain' as const);
}

function useLink(channel: string, onChanged: () => void) {
  const { explain } = useWords();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const link = (phone?: string) => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    const body = phone === undefined ? {} : { phone };
    void request('POST', `lines/${encodeURIComponent(channel)}/link`, body).then((result) => {
      setIsBusy(false);
      if (!result.ok) setProblem(explain(result));
      onChanged();
    });
  };
  return { link, isBusy, problem };
}

const QR_PX = 300;

function QrCode({ qr }: { readonly qr: NonNullable<NonNullable<LineView['link']>['qr']> }) {
  const { say } = useWords();
  return (
    <figure>
      {/* Whole pixels for each module: nothing for a camera to doubt. */}
      <svg
        class="qr"
        width={qr.size * Math.max(3, Math.floor(QR_PX / qr.size))}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={say('qrCode')}
      >
        <path d={qr.path} />
      </svg>
      <figcaption>{say('scanQr')}</figcaption>
    </figure>
  );
}

function PairingCode({ code }: { readonly code: string }) {
  const { say } = useWords();
  return (
    <>
      <p>{say('typeCode')}</p>
      <output class="pairing-code" aria-label={say('pairingCode')}>
        {code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code}
      </output>
    </>
  );
}

function PhoneForm({
  isBusy,
  onPhone,
}: {
  readonly isBusy: boolean;
  readonly onPhone: (phone: string) => void;
}) {
  const { say } = useWords();
  const id = useId();
  const [phone, setPhone] = useState('');
  return (
    <form
      class="phone-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (phone.trim()) onPhone(phone.trim());
      }}
    >
      <label for={id}>{say('orByCode')}</label>
      <input
        id={id}
        type="tel"
        autocomplete="off"
        required
        maxLength={40}
        placeholder="(11) 98765-4321"
        value={phone}
        onInput={({ currentTarget }) => setPhone(currentTarget.value)}
      />
      <button type="submit" disabled={isBusy}>
        {say('getCode')}
      </button>
    </form>
  );
}

const alarmText = ({ channel, state, reason }: LineView, { label }: Words): string =>
  `${label('channel', channel)}: ${reason?.text ?? label('line', state)}`;

/** On every view, for as long as a line is in trouble. */
export function LineAlarm({
  lines = [],
  onShow,
}: {
  readonly lines?: readonly LineView[];
  readonly onShow: () => void;
}) {
  const words = useWords();
  const alarming = lines.filter(({ isAlarming }) => isAlarming);
  if (alarming.length === 0) return null;
  return (
    <div class="line-alarm" role="alert">
      <span>{alarming.map((line) => alarmText(line, words)).join(' ')}</span>
      <button type="button" onClick={onShow}>
        {words.say('showLines')}
      </button>
    </div>
  );
}
