import { deskCommand } from '../../routing/commands.js';

const passing = { type: 'transfer', ticketId: 't', note: 'sabe de fibra' };
const escalating = { type: 'escalate', ticketId: 't', note: 'sabe de fibra' };

test.each<[string, unknown, boolean]>([
  ['a close with both sentences', { type: 'close', ticketId: 't', told: ' a ', solved: 'b' }, true],
  ['a close without what solved it', { type: 'close', ticketId: 't', told: 'a', solved: ' ' }, false],
  ['a refusal without a reason', { type: 'refuse', ticketId: 't' }, true],
  ['an acceptance of nothing', { type: 'accept' }, false],
  ['a transfer to an agent', { ...passing, agent: 'bia' }, true],
  ['a transfer to a department', { ...passing, department: 'vendas' }, true],
  ['a transfer to both', { ...passing, agent: 'bia', department: 'vendas' }, false],
  ['a transfer to nobody', passing, false],
  ['a transfer without a note', { ...passing, agent: 'bia', note: '  ' }, false],
  ['an escalation to a specialist', { ...escalating, to: 'specialist' }, true],
  ['an escalation to a technician', { ...escalating, to: 'technician' }, false],
  ['an escalation without a note', { ...escalating, to: 'supervisor', note: '' }, false],
  ['a ticket handed back without a note', { type: 'hand-back', ticketId: 't' }, true],
  ['a ticket taken over', { type: 'take-over', ticketId: 't' }, true],
  ['a ticket reassigned without a note', { type: 'reassign', ticketId: 't', agent: 'bia' }, true],
  ['a ticket reassigned to nobody', { type: 'reassign', ticketId: 't' }, false],
  ['a field nobody knows', { type: 'accept', ticketId: 't', agentId: 'bia' }, false],
  ['a command nobody knows', { type: 'steal', ticketId: 't' }, false],
  ['words that are too long', { type: 'say', ticketId: 't', text: 'a'.repeat(8001) }, false],
])('the console’s %s: let in: %#', (_, command, letIn) => {
  expect(deskCommand.safeParse(command).success).toBe(letIn);
});
