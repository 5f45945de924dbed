import { isAvailable } from '../../routing/presence.js';
import { agentNamed, type Agent } from '../../routing/desk-definition.js';
import { parseDeskFile } from '../../routing/desk-file.js';
import { readFileSync } from 'node:fs';

const desk = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
const ana = agentNamed(desk, 'ana') as Agent;
const inTheEmulator: Agent = { ...ana, accounts: [{ channel: 'botframework', person: 'emulator/ana' }] };

test.each([
  ['an agent of the console who never signed in', ana, undefined, false],
  ['an agent of the console who signed in', ana, true, true],
  ['an agent of the console who went away', ana, false, false],
  ['an agent with a chat of their own who never said anything', inTheEmulator, undefined, true],
  ['an agent with a chat of their own who went away', inTheEmulator, false, false],
])('%s', (_who, agent, said, available) => {
  expect(isAvailable(agent, said)).toBe(available);
});
