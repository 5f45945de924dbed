import { doesNotKnow } from '../reading/control.js';
import { readLights, saysRestarted, saysWorks, type Lights } from '../reading/device.js';
import { readYesNo } from '../reading/yes-no.js';
import type { Steps } from './connection-dialog.js';
import { defined, freshSince, isSolved, readRestart } from './steps.js';
import {
  asksHow,
  isOneDark,
  isWholeArea,
  readBroken,
  readWhichLight,
  saysNoPower,
  saysSlowNow,
} from './words.js';

export type ModemQuestion = 'lights' | 'which' | 'los' | 'power' | 'restart' | 'works';
export type Light = Lights | 'one-off' | 'unknown';

/** What is known of a modem without a connection. */
export interface Modem extends Steps<ModemQuestion> {
  readonly lights?: Light;
  /** Which light is dark, in their words; empty if they cannot tell. */
  readonly which?: string;
  /** Asked about a red light: it is not the one called LOS, or they cannot read it. */
  readonly notLos?: boolean;
  /** Plugged in, the modem stays dark; or there is no electricity at all. */
  readonly power?: 'dead' | 'none' | 'fine';
  /** Before they wrote, now with us, or not possible. */
  readonly restarted?: 'before' | 'here' | 'cannot';
  readonly fails?: boolean;
  readonly broken?: 'cable' | 'box';
  /** Others nearby are without a connection too. */
  readonly area?: boolean;
  /** It is back, but slow. */
  readonly slow?: boolean;
}

/** All that the message says; undefined if it says nothing about it. What answers the question weighs more. */
export function readModem(state: Modem, text: string): Partial<Modem> | undefined {
  const known = defined({ ...facts(state, text), ...answer(state, text) });
  return Object.keys(known).length > 0 ? known : undefined;
}

/** What is told whatever was asked. */
function facts(state: Modem, text: string): Partial<Modem> {
  const isRestarting = state.asking === 'restart' || state.asking === 'works';
  return {
    ...lightFacts(state, text),
    ...{ since: freshSince(state.since, text), broken: readBroken(text) },
    restarted: saysRestarted(text) && !isRestarting ? 'before' : undefined,
    area: isWholeArea(text) || undefined,
  };
}

/** A light that is named later takes the place of the one before. */
function lightFacts({ asking, which: before }: Modem, text: string): Partial<Modem> {
  const which = isOneDark(text) ? (readWhichLight(text) ?? before) : undefined;
  if (isOneDark(text) && which !== 'los') return { lights: 'one-off', which, power: 'fine' };
  const lights = readLights(text);
  if (lights === undefined) return {};
  if (lights !== 'off') return { lights, power: 'fine' };
  return asking === 'power' ? {} : { lights };
}

function answer(state: Modem, text: string): Partial<Modem> {
  const { asking } = state;
  if (isSolved(text, asking === 'restart' || asking === 'works'))
    return saysSlowNow(text) ? { slow: true } : { settled: 'solved' };
  switch (asking) {
    case 'lights':
      return lightsAnswer(state, text);
    case 'which':
      return whichAnswer(text);
    case 'los':
      return losAnswer(text);
    case 'power':
      return powerAnswer(text);
    case 'restart':
    case 'works':
      return readRestart(asking, state, text);
    case 'offer':
    case 'person':
    case undefined:
      return {};
  }
}

/** Named and not read as red, it was denied. */
const NAMES_RED = /\b(?:vermelh|red\b|roj[ao])/i;

/** Simply asked, it is a yes or no: is any of them red? */
function lightsAnswer({ unclear }: Modem, text: string): Partial<Modem> {
  if (saysNoPower(text) && readLights(text) !== 'red-los') return { lights: 'off', power: 'none' };
  if (readLights(text) !== undefined) return {};
  if (dontKnow(text)) return { lights: 'unknown' };
  if (NAMES_RED.test(text)) return { lights: 'unknown', notLos: true };
  const red = unclear > 0 ? readYesNo(text)?.value : undefined;
  return red === undefined ? {} : { lights: red ? 'red' : 'unknown', notLos: true };
}

function whichAnswer(text: string): Partial<Modem> {
  const which = readWhichLight(text) ?? (dontKnow(text) ? '' : undefined);
  return which === undefined ? {} : { lights: 'one-off', which };
}

function losAnswer(text: string): Partial<Modem> {
  if (dontKnow(text)) return { notLos: true };
  const yes = readYesNo(text)?.value;
  if (yes === undefined) return {};
  return yes ? { lights: 'red-los' } : { notLos: true };
}

const IN_THE_WALL = /\b(?:tomadas?|plugad|plugged|sockets?|outlets?|enchuf)/i;
const COMES_ON = /\b(?:acend|lig(?:ou|aram)\b|pren|enc|came on|it.s on)/i;

/** To whether the modem comes on when it is plugged in well. To plug it in is a restart, too. */
function powerAnswer(text: string): Partial<Modem> {
  if (saysNoPower(text)) return { power: 'none' };
  const yes = readYesNo(text)?.value;
  if (yes === false || staysDark(text)) return { power: 'dead' };
  const lights = readLights(text) ?? (yes || COMES_ON.test(text) ? 'normal' : undefined);
  return lights === undefined ? {} : { lights, power: 'fine', restarted: 'here' };
}

/** "Está na tomada" says that it is plugged in, not that it came on. */
function staysDark(text: string): boolean {
  const light = readLights(text);
  if (light === 'off' || saysWorks(text) === false || dontKnow(text)) return true;
  return light === undefined && IN_THE_WALL.test(text) && !COMES_ON.test(text);
}

/** They do not know, and do not ask how to find out. */
const dontKnow = (text: string): boolean => doesNotKnow(text) && !asksHow(text);
