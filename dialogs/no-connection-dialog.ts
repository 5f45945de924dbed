import { reason } from '../routing/reason.js';
import type { Fact } from '../routing/request.js';
import { ConnectionDialog, type Closing } from './connection/connection-dialog.js';
import { readModem, type Light, type Modem, type ModemQuestion } from './connection/modem.js';
import type { DialogDeps } from './dialog-deps.js';
import { TASKS } from './ids.js';
import type { Move, TaskTurn } from './task.js';

const LIGHT_KEYS: Readonly<Record<Light, string | undefined>> = {
  ...{ 'red-los': 'light_los', red: 'light_red', off: 'light_off', blinking: 'light_blinking' },
  ...{ normal: 'light_normal', 'one-off': 'light_one', unknown: undefined },
};

/**
 * No connection at all: the lights of the modem, a restart, and then a technician or a person. A restart is never asked
 * of somebody who did it, nor where it cannot help: no signal on the line, something broken, the whole street out.
 */
export class NoConnectionDialog extends ConnectionDialog<ModemQuestion, Modem> {
  protected readonly problem = 'sem-internet';
  protected readonly opening = 'sorry';

  constructor(deps: DialogDeps) {
    super(TASKS.noConnection, deps);
  }

  protected start(turn: TaskTurn): Modem {
    const empty: Modem = { asked: [], unclear: 0, told: [] };
    const heard = this.hear(empty, turn).state;
    const { settled: _, slow: _slow, ...known } = heard;
    return heard.settled === 'visit' ? heard : known;
  }

  protected read(state: Modem, { text }: TaskTurn): Partial<Modem> | undefined {
    return readModem(state, text);
  }

  protected question(state: Modem): ModemQuestion | Closing {
    const { lights, which, notLos, restarted } = state;
    if (isHopeless(state)) return 'offer';
    if (lights === undefined) return 'lights';
    if (lights === 'one-off' && which === undefined) return 'which';
    if (lights === 'off') return 'power';
    if (restarted === 'before') return 'offer';
    if (lights === 'red' && !notLos && restarted === undefined && which === undefined) return 'los';
    return restarted === undefined ? 'restart' : 'works';
  }

  protected keyOf(question: ModemQuestion): string {
    return question;
  }

  protected answers(question: ModemQuestion, { explain }: Modem): readonly string[] {
    switch (question) {
      case 'lights':
        return explain ? ['yes', 'no', 'unknown'] : ['red', 'allOff', 'normal', 'unknown'];
      case 'which':
        return ['first', 'second', 'third', 'fourth', 'unknown'];
      case 'los':
        return ['yes', 'no', 'unknown'];
      case 'power':
        return ['lit', 'stillDark', 'noPower'];
      case 'restart':
        return ['back', 'notBack', 'cannot'];
      case 'works':
        return ['back', 'notBack'];
    }
  }

  protected async offer({ lights, broken, power, stuck, restarted }: Modem, turn: TaskTurn): Promise<string> {
    if (stuck || restarted === 'cannot') return turn.say('connection.offerInstead');
    if (broken !== undefined) return turn.say('connection.offerBroken');
    if (lights === 'red-los') return turn.say('connection.offerLos');
    return turn.say(power === 'dead' ? 'connection.offerDark' : 'connection.offer');
  }

  protected findings(state: Modem, turn: TaskTurn): readonly string[] {
    const { broken, restarted, since } = state;
    return [
      turn.say('connection.found_none'),
      ...(broken ? [turn.say(`connection.broken_${broken}`)] : []),
      ...lightWords(state, turn),
      ...(restarted === 'before' || restarted === 'here' ? [turn.say('connection.found_restarted')] : []),
      ...(since === undefined ? [] : [since]),
    ];
  }

  protected facts(state: Modem, turn: TaskTurn): readonly Fact[] {
    const { told, restarted, area } = state;
    const light = told.includes('light') ? [] : lightWords(state, turn);
    const done = restarted === 'here' && !told.includes('done');
    return [
      ...(area ? [{ kind: 'area', value: turn.say('connection.found_area') }] : []),
      ...light.map((value) => ({ kind: 'light', value })),
      ...(done ? [{ kind: 'done', value: turn.say('connection.found_restarted') }] : []),
    ];
  }

  protected elsewhere(state: Modem, turn: TaskTurn): Move<Modem> | undefined {
    const { area, power, slow, settled } = state;
    if (settled !== undefined) return undefined;
    if (slow) return { do: 'turn-to', dialog: TASKS.slowConnection, options: { intent: 'internet-lenta' } };
    if (power === 'none')
      return {
        do: 'end',
        replies: [{ text: turn.say('connection.noPower'), suggestions: [turn.say('bot.wantPerson')] }],
      };
    if (!area) return undefined;
    const { problem } = this;
    return {
      do: 'hand-over',
      replies: [{ text: turn.say('connection.area') }],
      reasons: [reason('intent-needs-person', { problem })],
      facts: this.facts(state, turn),
      problem,
    };
  }
}

/** Nothing that can be done at home will help. */
const isHopeless = ({ lights, broken, power, fails, restarted }: Modem): boolean =>
  lights === 'red-los' ||
  broken !== undefined ||
  power === 'dead' ||
  fails === true ||
  restarted === 'cannot';

function lightWords({ lights, which }: Modem, turn: TaskTurn): readonly string[] {
  if (lights === 'one-off' && which) return [turn.say('connection.light_which', { which })];
  const key = lights && LIGHT_KEYS[lights];
  return key === undefined ? [] : [turn.say(`connection.${key}`)];
}
