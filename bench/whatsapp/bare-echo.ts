import makeWASocket, {
  DisconnectReason,
  makeCacheableSignalKeyStore,
  useMultiFileAuthState,
} from '@whiskeysockets/baileys';
import pino from 'pino';

/**
 * The baseline: the echo bot that Baileys' own documentation begins with, keys in files and cached in memory, nothing
 * else kept. AUTH_FOLDER and WHATSAPP_WS_URL say where.
 */
const quiet = () => undefined;
Object.assign(console, { info: quiet, warn: quiet, error: quiet });
const logger = pino({ level: 'silent' });
const { state, saveCreds } = await useMultiFileAuthState(process.env['AUTH_FOLDER'] ?? '');

function connect(): void {
  const socket = makeWASocket({
    logger,
    waWebSocketUrl: process.env['WHATSAPP_WS_URL'] ?? '',
    auth: { creds: state.creds, keys: makeCacheableSignalKeyStore(state.keys, logger) },
    markOnlineOnConnect: false,
  });
  socket.ev.on('creds.update', () => void saveCreds());
  socket.ev.on('connection.update', ({ connection, qr, lastDisconnect }) => {
    if (qr !== undefined) process.send?.({ line: { state: 'linking', link: { qr } } });
    if (connection === 'open') process.send?.({ line: { state: 'open' } });
    if (connection !== 'close') return;
    const code = (lastDisconnect?.error as { output?: { statusCode: number } } | undefined)?.output
      ?.statusCode;
    if (code !== DisconnectReason.loggedOut) connect();
  });
  socket.ev.on('messages.upsert', ({ messages }) => {
    for (const { key, message } of messages)
      if (!key.fromMe && message && key.remoteJid)
        void socket.sendMessage(key.remoteJid, { text: `Echo: ${message.conversation ?? ''}` });
  });
}

connect();
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
