// The customer's page around the stock Web Chat client. Plain modules: they run in browsers as they stand here.
import { floorAfter, floorText, holderOf, unknownFloor } from './floor.js';
import { followHindsight } from './hindsight.js';
import { CARDS, STYLE } from './look.js';
import { withLinks } from './plain.js';
import { LOCALES, pickLanguage, TEXTS } from './words.js';

// Of directlinejs's connection states, those it does not leave by itself.
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;

const byId = (id) => document.getElementById(id);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const language = pickLanguage(navigator.languages ?? [navigator.language]);
const texts = TEXTS[language];
const locale = LOCALES[language];

function showNotice(text, command) {
  const notice = byId('notice');
  notice.textContent = text ?? '';
  notice.hidden = !text;
  if (!command) return;
  const code = document.createElement('code');
  code.textContent = command;
  notice.append(document.createElement('br'), `${texts.operator} `, code);
}

/**
 * Says that the line is lost and when it is back. Web Chat itself is silent about it for a minute and more, so its
 * socket is asked; a line that comes back at once is not worth a word.
 */
function watchTheLine() {
  const { WebSocket } = window;
  const isLost = (socket) => socket.readyState !== WebSocket.OPEN;
  let line;
  window.WebSocket = new Proxy(WebSocket, {
    construct(target, to) {
      line = new target(...to);
      line.addEventListener('open', () => showNotice());
      line.addEventListener('close', () =>
        setTimeout(() => isLost(line) && showNotice(texts.unreachable), 1500),
      );
      return line;
    },
  });
}

async function askForSession() {
  const answer = await fetch('/webchat/session', { method: 'POST' });
  if (!answer.ok) throw new Error(`session: ${answer.status}`);
  return answer.json();
}

/** Keeps asking, ever less often, for as long as the server cannot be reached. */
async function openSession() {
  for (let pause = 1000; ; pause = Math.min(pause * 2, 30_000)) {
    try {
      const session = await askForSession();
      showNotice();
      return session;
    } catch {
      showNotice(texts.unreachable);
      await wait(pause * (0.75 + Math.random() / 2));
    }
  }
}

/**
 * Puts the speaker's name before the time, so that the customer sees when a person has taken over. The bundle keeps
 * its React to itself; the element that it made for the time is wrapped in one of the same make.
 */
const namedStatus = () => (next) => (args) => {
  const status = next(args);
  const name = args.activity.from?.role === 'bot' && !args.hideTimestamp ? args.activity.from.name : '';
  if (!name || !status?.$$typeof) return status;
  return {
    ...status,
    key: null,
    ref: null,
    type: 'div',
    props: { className: 'status', children: [`${name} · `, { ...status, key: 'time' }] },
  };
};

/** Splits a run of messages where the speaker changes, so that nobody's words stand under another's name. */
function bySpeaker(activities) {
  const runs = [];
  for (const activity of activities) {
    const last = runs.at(-1);
    if (last && last[0].from?.name === activity.from?.name) last.push(activity);
    else runs.push([activity]);
  }
  return runs;
}

const groupBySpeaker = () => (next) => (args) => {
  const groups = next(args);
  return { ...groups, sender: groups.sender.flatMap(bySpeaker), status: groups.status.flatMap(bySpeaker) };
};

/** A store middleware that makes the addresses in what we hear tappable; Web Chat does so only in Markdown. */
const linkAddresses = () => (next) => (action) => {
  const activity = action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' ? action.payload.activity : undefined;
  // What is Markdown has been made so by us.
  if (activity?.from?.role !== 'bot' || activity.textFormat === 'markdown') return next(action);
  if (!/https?:\/\//.test(activity.text ?? '')) return next(action);
  const shown = { ...activity, text: withLinks(activity.text), textFormat: 'markdown' };
  return next({ ...action, payload: { ...action.payload, activity: shown } });
};

let known = unknownFloor('');
let heard = 0;

/**
 * A store middleware that keeps the header's line about who answers. It is written when nothing more has come for a
 * moment: a whole history told again is one change, and a screen reader says it once.
 */
const followFloor = () => (next) => (action) => {
  if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
    known = floorAfter(known, action.payload.activity);
    const now = ++heard;
    setTimeout(() => now === heard && showFloor(), 100);
  }
  return next(action);
};

function showFloor() {
  const line = byId('floor');
  const text = known.floor === undefined ? '' : floorText(known.floor, texts);
  if (text === '') delete document.body.dataset.floor;
  else document.body.dataset.floor = holderOf(known.floor);
  if (line.textContent !== text) line.textContent = text;
}

/** For those who hear the page: something said before has changed. The same sentence twice is said twice. */
function tellAloud(text) {
  const line = document.createElement('p');
  line.textContent = text;
  byId('changes').replaceChildren(line);
}

/** What the customer had written and the server had not confirmed when the connection ended. */
function unsentText(store) {
  if (!store) return '';
  const { activities, sendBoxValue } = store.getState();
  const unsent = activities.filter(({ from, channelData, type }) => {
    const status = channelData?.['webchat:send-status'] ?? channelData?.state;
    return type === 'message' && from?.role === 'user' && (status === 'sending' || status === 'send failed');
  });
  return [...unsent.map(({ text }) => text), sendBoxValue].filter(Boolean).join('\n');
}

/**
 * Opens the conversation. When its token has expired (a laptop that slept) it is opened anew with a fresh one: the
 * server gives the whole history again, and what was not sent goes back into the send box.
 */
async function openChat(earlier) {
  const { token, conversationId } = await openSession();
  if (conversationId !== known.conversation) {
    known = unknownFloor(conversationId);
    showFloor();
  }
  const draft = unsentText(earlier?.store);
  const directLine = window.WebChat.createDirectLine({
    domain: `${location.origin}/v3/directline`,
    token,
    conversationStartProperties: { locale },
  });
  const store = window.WebChat.createStore({}, followFloor, followHindsight(texts, tellAloud), linkAddresses);
  const chat = { store, directLine };
  let over = false;
  directLine.connectionStatus$.subscribe((status) => {
    if (over || (status !== EXPIRED_TOKEN && status !== FAILED_TO_CONNECT)) return;
    over = true;
    const pause = status === EXPIRED_TOKEN ? 0 : 5000;
    setTimeout(() => openChat(chat), pause);
  });
  window.WebChat.renderWebChat(
    {
      directLine,
      store,
      locale,
      styleOptions: STYLE,
      adaptiveCardsHostConfig: CARDS,
      activityStatusMiddleware: namedStatus,
      groupActivitiesMiddleware: groupBySpeaker,
      overrideLocalizedStrings: (strings) => ({ ...strings, TEXT_INPUT_PLACEHOLDER: texts.placeholder }),
    },
    byId('chat'),
  );
  earlier?.directLine.end();
  if (draft) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: draft } });
}

function start() {
  document.documentElement.lang = language;
  document.title = texts.title;
  byId('title').textContent = texts.title;
  byId('subtitle').textContent = texts.subtitle;
  if (!window.WebChat) return showNotice(texts.missing, 'npm run build');
  watchTheLine();
  void openChat();
}

start();
