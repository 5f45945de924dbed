import type { Fact } from '../routing/request.js';
import { ConnectionDialog, type Closing } from './connection/connection-dialog.js';
import { readSlow, type Slow, type SlowQuestion } from './connection/wifi.js';
import type { DialogDeps } from './dialog-deps.js';
import { TASKS } from './ids.js';
import type { Move, TaskTurn } from './task.js';

/** From this share of what the plan promises on, the line is as it should be. */
const GOOD_SHARE = 0.8;

/**
 * A connection that is slow or comes and goes: Wi-Fi or cable, what helps the Wi-Fi, a restart, what is measured, and
 * then a technician or a person. It suggests nothing that they say they did, and asks nobody to identify for it: the
 * plan is looked up only for somebody who is known already.
 */
export class SlowConnectionDialog extends ConnectionDialog<SlowQuestion, Slow> {
  protected readonly problem = 'internet-lenta';
  protected readonly opening = 'sorrySlow';

  constructor(deps: DialogDeps) {
    super(TASKS.slowConnection, deps);
  }

  protected start(turn: TaskTurn): Slow {
    const empty: Slow = { asked: [], unclear: 0, told: [] };
    const heard = this.hear(empty, turn).state;
    const { settled: _, down: _down, ...known } = heard;
    return heard.settled === 'visit' ? heard : known;
  }

  protected read(state: Slow, { text }: TaskTurn): Partial<Slow> | undefined {
    return readSlow(state, text);
  }

  protected question(state: Slow): SlowQuestion | Closing {
    const { via, restarted, fails, mbps, rhythm } = state;
    if (via === undefined) return 'via';
    if (via === 'wifi' && tipsLeft(state)) return 'tips';
    if (restarted === undefined) return 'restart';
    if (restarted === 'here' && !fails) return 'better';
    if (via === 'wifi') return 'offer';
    if (mbps === undefined) return 'speed';
    return rhythm === undefined ? 'rhythm' : 'offer';
  }

  protected keyOf(question: SlowQuestion, { far, tipsDone = [] }: Slow): string {
    if (question !== 'tips') return question;
    if (far) return 'tipsFar';
    if (tipsDone.includes('near')) return 'tipsBand';
    return tipsDone.includes('band') ? 'tipsNear' : 'tips';
  }

  protected answers(question: SlowQuestion): readonly string[] {
    switch (question) {
      case 'via':
        return ['wifiOnly', 'cableToo', 'unknown'];
      case 'tips':
      case 'better':
        return ['better', 'stillSlow'];
      case 'restart':
        return ['better', 'stillSlow', 'cannot'];
      case 'speed':
        return ['unknown'];
      case 'rhythm':
        return ['allDay', 'atNight', 'sometimes'];
    }
  }

  protected async offer({ stuck, restarted, mbps, plan }: Slow, turn: TaskTurn): Promise<string> {
    if (stuck || restarted === 'cannot') return turn.say('connection.offerInstead');
    const { customerId } = turn;
    const known = customerId === undefined ? undefined : await this.deps.customers.plan(customerId);
    const promised = known?.downMbps ?? plan;
    if (!mbps || promised === undefined) return turn.say('connection.offer');
    const key = mbps >= promised * GOOD_SHARE ? 'offerAsPlanned' : 'offerBelow';
    return turn.say(`connection.${key}`, { measured: mbps, plan: promised });
  }

  protected findings({ via, mbps, rhythm, restarted, since }: Slow, turn: TaskTurn): readonly string[] {
    const say = (key: string) => turn.say(`connection.${key}`);
    return [
      say('found_slow'),
      ...(via === undefined || via === 'unknown' ? [] : [say(`via_${via}`)]),
      ...(mbps ? [turn.say('connection.found_speed', { measured: mbps })] : []),
      ...(rhythm === undefined || rhythm === 'unknown' ? [] : [say(`rhythm_${rhythm}`)]),
      ...(restarted === 'before' || restarted === 'here' ? [say('found_restarted')] : []),
      ...(since === undefined ? [] : [since]),
    ];
  }

  protected facts({ via, told, restarted, mbps }: Slow, turn: TaskTurn): readonly Fact[] {
    const say = (key: string) => turn.say(`connection.${key}`);
    const done = restarted === 'here' && !told.includes('done');
    return [
      ...(mbps && !told.includes('speed')
        ? [{ kind: 'speed', value: turn.say('connection.found_speed', { measured: mbps }) }]
        : []),
      ...(via === 'cable' || via === 'both' ? [{ kind: 'device', value: say(`via_${via}`) }] : []),
      ...(done ? [{ kind: 'done', value: say('found_restarted') }] : []),
    ];
  }

  protected elsewhere({ down, settled }: Slow): Move<Slow> | undefined {
    if (!down || settled !== undefined) return undefined;
    return { do: 'turn-to', dialog: TASKS.noConnection, options: { intent: 'sem-internet' } };
  }
}

const tipsLeft = ({ tipsFailed, tipsDone = [] }: Slow): boolean =>
  !tipsFailed && !(tipsDone.includes('near') && tipsDone.includes('band'));
