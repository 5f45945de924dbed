import type { BinaryNode } from '@whiskeysockets/baileys';
import { bundleFromNodes, bundleToNodes } from './bundle.js';
import type { Exchange } from './exchange.js';
import type { LinkedDevice } from './linked-device.js';
import { bytes, el, kid, kids, now, uint } from './nodes.js';
import type { Query } from './query.js';

/** What a client asks about its own keys and other people's, and what it uploads. */
export async function answerKeys({ exchange, conn, node, body, answer }: Query) {
  const { device } = conn;
  if (!device) return;
  if (node.attrs.type === 'get') return answer(await asked(exchange, device, body));
  const rotation = kid(node, 'rotate');
  if (rotation) rotate(device, rotation);
  else takeBatch(exchange, device, node);
  answer();
}

async function asked(
  exchange: Exchange,
  device: LinkedDevice,
  body: BinaryNode | undefined,
): Promise<BinaryNode[] | undefined> {
  if (body?.tag === 'count') return [el('count', { value: String(device.preKeys.length) })];
  if (body?.tag === 'digest') return [el('digest', {}, bundleToNodes(device.bundle))];
  if (body?.tag !== 'key') return undefined;
  const users: BinaryNode[] = [];
  for (const { attrs } of kids(body)) users.push(await bundleFor(exchange, attrs.jid ?? ''));
  return [el('list', {}, users)];
}

async function bundleFor(exchange: Exchange, jid: string): Promise<BinaryNode> {
  const whose = exchange.find(jid);
  const bundle = await whose?.user.bundleOf(whose.device);
  const unknown = () => [el('error', { code: '404', text: 'item-not-found' })];
  return el('user', { jid, t: now() }, bundle ? bundleToNodes(bundle) : unknown());
}

function rotate(device: LinkedDevice, rotation: BinaryNode) {
  const key = kid(rotation, 'skey');
  device.bundle.signedPreKey = {
    id: uint(kid(key, 'id')),
    pub: bytes(kid(key, 'value')),
    sig: bytes(kid(key, 'signature')),
  };
}

function takeBatch(exchange: Exchange, device: LinkedDevice, node: BinaryNode) {
  device.bundle = { ...bundleFromNodes(node), preKey: undefined };
  for (const key of kids(kid(node, 'list')))
    device.preKeys.push({ id: uint(kid(key, 'id')), pub: bytes(kid(key, 'value')) });
  exchange.emit('prekeys', device.preKeys.length);
}
