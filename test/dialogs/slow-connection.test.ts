import { reason } from '../../routing/reason.js';
import { LANGUAGES, openTexts } from '../../texts/texts.js';
import { readScripts } from '../../texts/scripts.js';
import { customerSystem } from '../support/customer-system.js';
import { openTalk, type TalkOptions } from '../support/talk.js';

const texts = openTexts();
const pt = (key: string, parameters = {}) => texts.say('pt-BR', `connection.${key}`, parameters);
const VIA = `${pt('sorrySlow')} ${pt('via')}`;

async function talkAfter(lines: readonly string[], options: TalkOptions = {}) {
  const talk = openTalk(options);
  let said = '';
  for (const line of lines) said = await talk.says(line);
  return { talk, said };
}

describe('somebody whose connection is slow', () => {
  test('by Wi-Fi gets what helps the Wi-Fi, then a restart, then the offer', async () => {
    const talk = openTalk();
    expect(await talk.says('net ta mto lenta')).toBe(VIA);
    expect(talk.suggestions).toEqual(['Só no Wi-Fi', 'No cabo também', 'Não sei']);
    expect(await talk.says('Só no Wi-Fi')).toBe(pt('tips'));
    expect(await talk.says('Continua lenta')).toBe(pt('restart'));
    expect(await talk.says('pronto')).toBe(pt('better'));
    expect(await talk.says('nao melhorou nada')).toBe(pt('offer'));
  });

  test('is glad when it is better', async () => {
    const { said, talk } = await talkAfter(['internet lenta no wifi', 'melhorou, valeu']);
    expect(said).toBe(pt('solved'));
    expect(talk.handoff).toBeUndefined();
  });

  test('by cable is asked for a restart, the speed and the hours', async () => {
    const talk = openTalk();
    await talk.says('internet lenta demais');
    expect(await talk.says('no cabo tb ta assim')).toBe(pt('restart'));
    expect(await talk.says('ja fiz isso, nada')).toBe(pt('speed'));
    expect(await talk.says('deu 35 no teste')).toBe(pt('rhythm'));
    expect(await talk.says('Mais à noite')).toBe(pt('offer'));
  });

  test('who tells all of it at once is asked none of it', async () => {
    const { said } = await talkAfter([
      'pago 500 mega e no cabo so chega 40, mais de noite, ja reiniciei e a internet continua lenta',
    ]);
    expect(said).toBe(`${pt('sorrySlow')} ${pt('offerBelow', { measured: 40, plan: 500 })}`);
  });

  test('goes on to tell things, and may end with a technician', async () => {
    const talk = openTalk({ verified: 'c-2' });
    expect(await talk.says('pago 500 mega e chega 40')).toBe(VIA);
    expect(await talk.says('no cabo tb ta assim')).toBe(pt('restart'));
    await talk.says('mais de noite');
    await talk.says('tem 6 pessoas em casa mas sempre teve');
    expect(await talk.says('ja fiz isso de reiniciar, NAO ADIANTA')).toBe(
      pt('offerBelow', { measured: 40, plan: 300 }),
    );
    await talk.says('deixa pra la. manda um tecnico');
    await talk.says('sexta de tarde');
    await talk.says('sim pode marcar');
    expect(talk.last.notes.changes).toMatchObject([
      {
        type: 'visit.booked',
        date: '2026-11-27',
        reason: 'conexão lenta, no Wi-Fi e no cabo, mede 40 mega, mais à noite, modem já reiniciado',
      },
    ]);
  });
});

describe('what they did already is not suggested again', () => {
  test.each([
    ['close to the modem', 'wifi lento, ja testei do lado do modem', 'tipsBand'],
    ['on 5 GHz', 'wifi lento, ja uso a rede 5g', 'tipsNear'],
    ['both of them', 'internet lenta, ja testei perto do modem e no 5g', 'restart'],
    ['slow far away only', 'longe do modem nao pega direito o wifi', 'tipsFar'],
    ['by cable', 'internet muito lenta no cabo', 'restart'],
  ])('%s', async (_, line, key) => {
    expect((await talkAfter([line])).said).toBe(`${pt('sorrySlow')} ${pt(key)}`);
  });

  test('a restart that was done', async () => {
    const { said } = await talkAfter(['internet lenta, ja reiniciei o modem', 'só no wifi', 'nao melhorou']);
    expect(said).toBe(pt('offer'));
  });

  test('who finds the cable fast has slow Wi-Fi', async () => {
    const { said } = await talkAfter(['internet lenta', 'no cabo funciona bem']);
    expect(said).toBe(pt('tips'));
  });

  test('who corrects themselves is heard', async () => {
    const { said } = await talkAfter(['internet lenta', 'só no wifi', 'na verdade no cabo tb fica lenta']);
    expect(said).toBe(pt('restart'));
  });
});

describe('the plan', () => {
  const lines = ['internet muito lenta no cabo', 'ja reiniciei e continua lenta', '480', 'o dia todo'];

  test('is looked up for somebody who is known, and told if all is well', async () => {
    const { said } = await talkAfter(lines, { verified: 'c-1' });
    expect(said).toBe(pt('offerAsPlanned', { measured: 480, plan: 500 }));
  });

  test('is nothing anybody must identify for', async () => {
    const { said } = await talkAfter(lines);
    expect(said).toBe(pt('offer'));
  });

  test('that cannot be looked up calls a person', async () => {
    const system = customerSystem();
    system.fails = true;
    const { talk } = await talkAfter(lines, { verified: 'c-1', system });
    expect(talk.handoff?.decision.reasons).toContainEqual(reason('customers-failed'));
  });
});

describe('in between', () => {
  test('the opening hours are told, and the same question asked again', async () => {
    const { said } = await talkAfter(['internet lenta', 'e que horas vcs fecham hj?']);
    expect(said).toContain('8h às 20h');
    expect(said.endsWith(`${pt('back')} ${pt('viaAgain')}`)).toBe(true);
  });

  test('something nobody here knows calls nobody', async () => {
    const { talk } = await talkAfter(['internet lenta', 'vcs consertam tv tb?']);
    expect(talk.handoff).toBeUndefined();
    expect(await talk.says('só no wifi')).toBe(pt('tips'));
  });

  test('a question about the question is answered in simpler words, once', async () => {
    const talk = openTalk();
    await talk.says('internet lenta');
    expect(await talk.says('como assim cabo? não entendi')).toBe(pt('viaSimply'));
    expect(await talk.says('sim')).toBe(pt('tips'));
  });

  test('it may be dropped and taken up where it was', async () => {
    const { talk } = await talkAfter(['internet lenta', 'só no wifi', 'deixa pra la']);
    expect(await talk.says('continuar')).toBe(pt('tipsAgain'));
  });

  test('a connection that is gone altogether is another matter', async () => {
    const { said } = await talkAfter(['internet lenta', 'agora caiu tudo']);
    expect(said).toBe(`${pt('sorry')} ${pt('lights')}`);
  });
});

describe('a person', () => {
  test('comes whenever they are asked for', async () => {
    const { talk } = await talkAfter(['internet lenta', 'só no wifi', 'quero falar com uma pessoa']);
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toEqual(['customer-asked']);
  });

  test('is called when the steps led nowhere and no technician is wanted', async () => {
    const { talk } = await talkAfter(['internet lenta', 'só no wifi', 'nao melhorou', 'pronto, mesma coisa']);
    expect(await talk.says('nao')).toBe(pt('person'));
    await talk.says('sim');
    expect(talk.handoff).toMatchObject({
      problem: 'internet-lenta',
      facts: [{ kind: 'done', value: 'modem já reiniciado' }],
    });
    expect(talk.handoff?.decision.reasons[0]).toEqual(
      reason('steps-exhausted', { problem: 'internet-lenta' }),
    );
  });

  test('is called after two messages that were no answer', async () => {
    const { talk } = await talkAfter(['internet lenta', 'asdf', 'qwer zxcv']);
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toEqual(['not-understood']);
  });
});

test('somebody who writes Spanish is led in Spanish', async () => {
  const es = (key: string) => texts.say('es', `connection.${key}`);
  const talk = openTalk();
  expect(await talk.says('mi internet está muy lento')).toBe(`${es('sorrySlow')} ${es('via')}`);
  expect(await talk.says('solo en el wifi, en la habitación')).toBe(es('tips'));
});

test('every question can be put in other words, and in simpler ones', () => {
  const keys = Object.keys(readScripts(LANGUAGES)['pt-BR']?.['connection'] ?? {});
  const questions = ['lights', 'which', 'los', 'power', 'restart', 'works'];
  const slow = ['via', 'tips', 'restart', 'better', 'speed', 'rhythm'];
  const needed = [...questions, ...slow].flatMap((one) => [one, `${one}Again`, `${one}Simply`]);
  expect(needed.filter((key) => !keys.includes(key))).toEqual([]);
});

test.each(LANGUAGES)('every short answer to tap is short: %s', (language) => {
  const script = readScripts(LANGUAGES)[language]?.['connection'] ?? {};
  const taps = Object.entries(script).filter(([key]) => key.startsWith('tap_'));
  expect(taps.length).toBeGreaterThan(20);
  expect(taps.filter(([, words]) => words.length > 20)).toEqual([]);
});
