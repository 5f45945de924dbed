// The customer's page around the stock Web Chat client. Plain script: it runs in browsers as it stands here.
'use strict';

const TEXTS = {
  'pt-BR': {
    title: 'Atendimento',
    subtitle: 'Escreva sua mensagem. Se for preciso, uma pessoa continua a conversa.',
    placeholder: 'Escreva sua mensagem',
    unreachable: 'Sem conexão com o atendimento. Tentando de novo…',
    missing: 'O chat não pôde ser carregado. Atualize a página em alguns instantes.',
    operator: 'Para quem cuida deste servidor: execute',
  },
  en: {
    title: 'Customer service',
    subtitle: 'Write your message. If needed, a person takes over the conversation.',
    placeholder: 'Write your message',
    unreachable: 'We cannot reach customer service. Trying again…',
    missing: 'The chat could not be loaded. Please reload the page in a moment.',
    operator: 'If you run this server: execute',
  },
  es: {
    title: 'Atención al cliente',
    subtitle: 'Escriba su mensaje. Si hace falta, una persona continúa la conversación.',
    placeholder: 'Escriba su mensaje',
    unreachable: 'Sin conexión con el servicio de atención. Intentando de nuevo…',
    missing: 'No se pudo cargar el chat. Actualice la página en unos instantes.',
    operator: 'Para quien administra este servidor: ejecute',
  },
};

// Of directlinejs's connection states, those it does not leave by itself.
const EXPIRED_TOKEN = 3;
const FAILED_TO_CONNECT = 4;

const STYLE = {
  primaryFont: "'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif",
  accent: '#9a3b1f',
  backgroundColor: '#fff8f0',
  bubbleBackground: '#ffffff',
  bubbleBorderColor: '#eddccb',
  bubbleBorderRadius: 14,
  bubbleTextColor: '#3b241a',
  bubbleFromUserBackground: '#fbe0cb',
  bubbleFromUserBorderColor: '#f0c9ab',
  bubbleFromUserBorderRadius: 14,
  bubbleFromUserTextColor: '#3b241a',
  bubbleMaxWidth: 560,
  subtle: '#7a6252',
  groupTimestamp: 300_000,
  timestampColor: '#7a6252',
  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: '#ffffff',
  suggestedActionBorderColor: '#9a3b1f',
  suggestedActionTextColor: '#9a3b1f',
  suggestedActionBorderRadius: 18,
  suggestedActionBackgroundColorOnHover: '#fdeee2',
  suggestedActionBackgroundColorOnActive: '#f9dfcb',
  sendBoxBackground: '#ffffff',
  sendBoxBorderTop: '1px solid #eddccb',
  sendBoxTextColor: '#3b241a',
  sendBoxPlaceholderColor: '#7a6252',
  sendBoxButtonColor: '#9a3b1f',
  sendBoxButtonColorOnHover: '#7a2e17',
};

const byId = (id) => document.getElementById(id);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const language = pickLanguage(navigator.languages ?? [navigator.language]);
const texts = TEXTS[language];
// Web Chat's own strings; its Spanish is that of Spain.
const locale = { 'pt-BR': 'pt-BR', en: 'en-US', es: 'es-ES' }[language];

function pickLanguage(wanted) {
  for (const tag of wanted) {
    if (/^pt\b/i.test(tag)) return 'pt-BR';
    if (/^en\b/i.test(tag)) return 'en';
    if (/^es\b/i.test(tag)) return 'es';
  }
  return 'pt-BR';
}

function showNotice(text, command) {
  const notice = byId('notice');
  notice.textContent = text ?? '';
  notice.hidden = !text;
  if (!command) return;
  const code = document.createElement('code');
  code.textContent = command;
  notice.append(document.createElement('br'), `${texts.operator} `, code);
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

/** Messages are plain text: everything that Markdown would read as a sign is escaped, and addresses become links. */
const withLinks = (text) =>
  text
    .replace(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]|[\\`*_{}[\]()#+\-.!|<>~&]/g, (found) =>
      found.length > 1 ? `<${found}>` : `\\${found}`,
    )
    .replace(/\r?\n/g, '\n\n');

/** A store middleware that makes the addresses in what we hear tappable; Web Chat does so only in Markdown. */
const linkAddresses = () => (next) => (action) => {
  const activity = action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' ? action.payload.activity : undefined;
  if (activity?.from?.role !== 'bot' || !/https?:\/\//.test(activity.text ?? '')) return next(action);
  const shown = { ...activity, text: withLinks(activity.text), textFormat: 'markdown' };
  return next({ ...action, payload: { ...action.payload, activity: shown } });
};

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
  const { token } = await openSession();
  const draft = unsentText(earlier?.store);
  const directLine = window.WebChat.createDirectLine({
    domain: `${location.origin}/v3/directline`,
    token,
    conversationStartProperties: { locale },
  });
  const store = window.WebChat.createStore({}, linkAddresses);
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
  if (window.WebChat) void openChat();
  else showNotice(texts.missing, 'npm run build');
}

start();
