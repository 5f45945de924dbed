import { EventFactory, MessageFactory } from 'botbuilder';
import { Dialog, WaterfallDialog, type DialogContext, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { Conversation, DialogState } from '../../bot/store.js';
import { factsOf, turnsOf, type Facts, type TurnResult } from '../../bot/turn.js';
import type { Incoming } from '../../channels/channel.js';

const CONVERSATION: Conversation = {
  ...{ id: 'web:1', address: { channel: 'web', id: '1' }, person: 'p1', name: 'Joana', locale: 'pt-BR' },
  ...{ customerId: 'c1', version: 1, misses: 0, failures: 0 },
};
const AT = new Date('2026-11-23T13:00:00Z');
const FACTS: Facts = {
  ...{ language: 'pt-BR', understood: true, decision: { handOff: false } },
  understanding: { confidence: 0, wantsPerson: false },
  ...{ caller: {}, tickets: [], now: AT },
};

const turn = (dialog: Dialog, content: Incoming['content'], saved: DialogState = {}, facts = FACTS) =>
  turnsOf(dialog)(CONVERSATION, { content, at: AT }, saved, facts);
const says = (dialog: Dialog, text: string, saved: DialogState = {}): Promise<TurnResult> =>
  turn(dialog, { kind: 'text', text }, saved);
const texts = ({ replies }: TurnResult) => replies.map(({ text }) => text);

/** A dialog of one turn. */
const once = (run: (step: WaterfallStepContext) => Promise<unknown>): Dialog =>
  new WaterfallDialog('once', [
    async (step) => {
      await run(step);
      return step.endDialog();
    },
  ]);

/** Counts its turns in an object that it changes in place, as Bot Framework's own dialogs do. */
class Counting extends Dialog {
  override async beginDialog(dc: DialogContext) {
    Object.assign(dc.activeDialog?.state ?? {}, { seen: { times: 1 } });
    return this.#tell(dc);
  }
  override async continueDialog(dc: DialogContext) {
    (dc.activeDialog?.state as { seen: { times: number } }).seen.times++;
    return this.#tell(dc);
  }
  async #tell(dc: DialogContext) {
    await dc.context.sendActivity(String((dc.activeDialog?.state as { seen: { times: number } }).seen.times));
    return Dialog.EndOfTurn;
  }
}

test('what a dialog says is collected in its order, with its suggestions', async () => {
  const dialog = once(async ({ context }) => {
    await context.sendActivity('one');
    await context.sendActivities([
      { type: 'typing' },
      MessageFactory.suggestedActions(['yes', 'no'], 'two'),
      MessageFactory.text('three'),
    ]);
  });
  const { replies, handoff } = await says(dialog, 'hi');
  expect(replies).toEqual([{ text: 'one' }, { text: 'two', suggestions: ['yes', 'no'] }, { text: 'three' }]);
  expect(handoff).toBeUndefined();
});

test('a handoff.initiate event is caught, and is not among the replies', async () => {
  const request = { problem: 'billing', department: 'finance', skills: ['invoices'] };
  const dialog = once(async ({ context }) => {
    await context.sendActivity('calling');
    await context.sendActivity(EventFactory.createHandoffInitiation(context, request));
  });
  expect(await says(dialog, 'help')).toMatchObject({ replies: [{ text: 'calling' }], handoff: request });
});

test('another event is neither a handoff nor a reply', async () => {
  const dialog = once(({ context }) => context.sendActivity({ type: 'event', name: 'other', value: 1 }));
  const result = await says(dialog, 'hi');
  expect([result.replies, result.handoff]).toEqual([[], undefined]);
});

test.each<[string, Incoming['content'], object]>([
  ['words', { kind: 'text', text: 'hi' }, { type: 'message', text: 'hi', value: undefined }],
  ['a card', { kind: 'text', text: '', value: { a: 1 } }, { type: 'message', text: '', value: { a: 1 } }],
  [
    'an event',
    { kind: 'event', name: 'joined', value: { b: 2 } },
    { type: 'event', name: 'joined', value: { b: 2 } },
  ],
])('a dialog sees %s as an activity of the customer', async (_, content, expected) => {
  let seen: unknown;
  await turn(
    once(async ({ context }) => (seen = context.activity)),
    content,
  );
  expect(seen).toMatchObject({
    ...expected,
    ...{ channelId: 'web', from: { id: 'p1', name: 'Joana' }, conversation: { id: '1' } },
    ...{ locale: 'pt-BR', timestamp: AT },
  });
});

test('any dialog finds the facts of the turn', async () => {
  let found: Facts | undefined;
  await says(
    once(async ({ context }) => (found = factsOf(context))),
    'hi',
  );
  expect(found).toBe(FACTS);
});

test('a dialog goes on where it was, also after its state has been through JSON', async () => {
  const dialog = new Counting('counting');
  let saved: DialogState = {};
  const told: string[][] = [];
  for (const word of ['a', 'b', 'c']) {
    const result = await says(dialog, word, saved);
    told.push(texts(result));
    saved = JSON.parse(JSON.stringify(result.dialogState)) as DialogState;
  }
  expect(told).toEqual([['1'], ['2'], ['3']]);
});

test('a turn that is thrown away leaves what was saved as it was: computed again it says the same', async () => {
  const dialog = new Counting('counting');
  const { dialogState: saved } = await says(dialog, 'a');
  const before = JSON.stringify(saved);
  const first = await says(dialog, 'b', saved);
  expect(JSON.stringify(saved)).toBe(before);
  const second = await says(dialog, 'b', saved);
  expect(texts(second)).toEqual(texts(first));
  expect(JSON.stringify(second.dialogState)).toBe(JSON.stringify(first.dialogState));
});

test('two turns at once do not see each other', async () => {
  const dialog = new Counting('counting');
  const { dialogState: saved } = await says(dialog, 'a');
  const both = await Promise.all([says(dialog, 'b', saved), says(dialog, 'b', saved)]);
  expect(both.map(texts)).toEqual([['2'], ['2']]);
});

test('a dialog that fails rejects the turn and changes nothing that was saved', async () => {
  const failing = once(() => Promise.reject(new Error('a bug')));
  const saved = {};
  await expect(says(failing, 'hi', saved)).rejects.toThrow('a bug');
  expect(saved).toEqual({});
});

test.each<[string, (step: WaterfallStepContext) => Promise<unknown>]>([
  ['changes a message', ({ context }) => context.updateActivity({ id: '1', text: 'x' })],
  ['takes a message back', ({ context }) => context.deleteActivity('1')],
])('a dialog that %s is wrong: nothing has been sent yet', async (_, run) => {
  await expect(says(once(run), 'hi')).rejects.toThrow('A turn only adds messages.');
});
