import { openTexts } from '../../texts/texts.js';
import { customerSystem } from '../support/customer-system.js';
import { openTalk } from '../support/talk.js';

const texts = openTexts();
const pt = (key: string, parameters = {}) => texts.say('pt-BR', `connection.${key}`, parameters);

const LIGHTS = `${pt('sorry')} ${pt('lights')}`;

/** A customer without a connection, after these lines. */
async function talkAfter(...lines: readonly string[]) {
  const talk = openTalk();
  let said = '';
  for (const line of lines) said = await talk.says(line);
  return { talk, said };
}

describe('somebody without a connection', () => {
  test('is led from the lights to a restart, and is glad in the end', async () => {
    const talk = openTalk();
    expect(await talk.says('oi, to sem net')).toBe(LIGHTS);
    expect(talk.suggestions).toEqual(['Luz vermelha', 'Tudo apagado', 'Normal', 'Não sei']);
    expect(await talk.says('Normal')).toBe(pt('restart'));
    expect(await talk.says('voltei')).toBe(pt('works'));
    expect(await talk.says('siim')).toBe(pt('solved'));
    expect(talk.handoff).toBeUndefined();
  });

  test('who tells everything at once is offered a technician at once', async () => {
    const { said, talk } = await talkAfter(
      'boa tarde to sem internet desde ontem a noite, ja desliguei e liguei umas 3x e a luz los ta vermelha',
    );
    expect(said).toBe(`${pt('sorry')} ${pt('offerLos')}`);
    expect(talk.suggestions).toEqual(['Marcar visita', 'Falar com uma pessoa', 'Agora não']);
  });

  test('tells it piece by piece, and is not asked for any of it again', async () => {
    const talk = openTalk();
    expect(await talk.says('TO SEM NET')).toBe(LIGHTS);
    const repeated = [
      await talk.says('desde ontem a noite'),
      await talk.says('ja desliguei e liguei umas 3x'),
    ];
    expect(repeated).toEqual([pt('lightsAgain'), pt('lights')]);
    expect(await talk.says('tem uma luzinha vermelha escrito los')).toBe(pt('offerLos'));
  });

  test('gets a visit whose reason is what was found', async () => {
    const talk = openTalk({ verified: 'c-1' });
    await talk.says('to sem net desde ontem a noite');
    await talk.says('tem uma luzinha vermelha escrito los');
    await talk.says('pode mandar alguem entao');
    await talk.says('amanha de tarde');
    await talk.says('sim');
    expect(talk.last.notes.changes).toMatchObject([
      {
        type: 'visit.booked',
        date: '2026-11-24',
        period: 'afternoon',
        reason: 'sem conexão, luz LOS vermelha, desde ontem a noite',
      },
    ]);
  });

  test('who cannot see the lights hears simpler words, and may count', async () => {
    const talk = openTalk();
    await talk.says('minha internet não tá funcionando');
    await talk.says('o aparelho ta aqui do lado da televisão ele tem umas luzes verde');
    expect(await talk.says('uma ta apagada')).toBe(pt('which'));
    expect(await talk.says('como que eu vejo qual que é minha filha eu não enxergo direito')).toBe(
      pt('whichSimply'),
    );
    expect(await talk.says('é a quarta')).toBe(pt('restartAgain'));
    expect(await talk.says('espera um pouquinho que tão batendo no portão')).toBe(pt('noHurry'));
    expect(await talk.says('voltei')).toBe(pt('restartAgain'));
    expect(await talk.says('pronto desliguei e liguei agora acendeu tudo')).toBe(pt('works'));
    expect(await talk.says('ta funcionando graças a Deus')).toBe(pt('solved'));
  });

  test('who asks what it means is told in other words, and then offered help', async () => {
    const talk = openTalk();
    await talk.says('sem internet');
    expect(await talk.says('que luzes? não entendi')).toBe(pt('lightsSimply'));
    expect(await talk.says('nao sei onde fica')).toBe(pt('offerInstead'));
  });

  test('is not hurried while the modem starts', async () => {
    const talk = openTalk();
    await talk.says('sem internet');
    await talk.says('normal');
    expect(await talk.says('ok vou fazer')).toBe(pt('noHurry'));
    expect(await talk.says('ok')).toBe(pt('works'));
    expect(await talk.says('nada ainda')).toBe(pt('offer'));
  });

  test('who asks how long it takes is told, and does it in their own time', async () => {
    const { talk } = await talkAfter('sem internet', 'tudo verde');
    expect(await talk.says('quanto tempo demora?')).toBe(pt('restartSimply'));
    expect(await talk.says('blz, to desligando')).toBe(pt('noHurry'));
    expect(await talk.says('pera ai')).toBe(pt('noHurry'));
    expect(await talk.says('ja')).toBe(pt('works'));
    expect(await talk.says('mais ou menos')).toBe(pt('offer'));
  });

  test('who is not at home goes on later', async () => {
    const { talk, said } = await talkAfter('sem internet', 'nao to em casa agora');
    expect(said).toBe(pt('later'));
    expect(talk.handoff).toBeUndefined();
  });

  test('is never asked more than five questions', async () => {
    const talk = openTalk();
    const lines = ['sem net', 'luz vermelha', 'nao', 'pronto', 'na vdd tb tem uma luz apagada'];
    const replies: string[] = [];
    for (const line of lines) replies.push(await talk.says(line));
    expect(replies.at(-1)).toBe(pt('offer'));
    expect(await talk.says('nao')).toBe(pt('declined'));
  });
});

describe('a modem without any light', () => {
  const dark = () => talkAfter('internet caiu', 'ta td apagado');

  test('may only be badly plugged in', async () => {
    const { talk, said } = await dark();
    expect(said).toBe(pt('power'));
    expect(await talk.says('Acendeu')).toBe(pt('works'));
  });

  test.each([
    'ta na tomada sim mas continua apagado',
    'sim ta na tomada',
    'ja testei outra tomada',
    'nao acendeu nada',
  ])('that stays dark needs a technician: %s', async (line) => {
    const { talk } = await dark();
    expect(await talk.says(line)).toBe(pt('offerDark'));
  });

  test('may have been unplugged all the time', async () => {
    const { talk } = await dark();
    expect(await talk.says('tava fora da tomada, liguei agora e acendeu')).toBe(pt('works'));
    expect(await talk.says('abriu aqui sim')).toBe(pt('solved'));
  });

  test('in a house without electricity needs no steps', async () => {
    const { talk } = await dark();
    expect(await talk.says('ah acabou a luz aqui')).toBe(pt('noPower'));
    expect(talk.handoff).toBeUndefined();
  });
});

describe('a restart is not asked for', () => {
  test.each([
    ['a red LOS', 'sem net, luz los piscando vermelho', 'offerLos'],
    ['a cable that is cut', 'o gato roeu o cabo da fibra', 'offerBroken'],
    ['a burnt modem', 'queimou o modem com o raio', 'offerBroken'],
  ])('with %s', async (_, line, key) => {
    expect((await talkAfter(line)).said).toBe(`${pt('sorry')} ${pt(key)}`);
  });

  test('when the whole street is out: a person hears that', async () => {
    const { talk } = await talkAfter('sem internet', 'a rua inteira ta sem, meu vizinho tb');
    expect(talk.last.replies[0]?.text).toBe(pt('area'));
    expect(talk.handoff).toMatchObject({
      problem: 'sem-internet',
      facts: [{ kind: 'area', value: 'vizinhos também sem conexão' }],
    });
  });

  test('but it is when only the neighbour has a connection', async () => {
    const { said } = await talkAfter('sem internet', 'o vizinho tem internet normal, luz verde aqui');
    expect(said).toBe(pt('restart'));
  });
});

describe('a red light that may be another one', () => {
  test('is asked about once', async () => {
    const { talk, said } = await talkAfter('internet caiu', 'Luz vermelha');
    expect(said).toBe(pt('los'));
    expect(await talk.says('sim')).toBe(pt('offerLos'));
  });

  test('is restarted if they cannot read it', async () => {
    const { talk } = await talkAfter('internet caiu', 'luz vermelha');
    expect(await talk.says('não sei, nao enxergo')).toMatch(/LOS|L, O, S|reiniciar/);
    expect(await talk.says('nao sei')).toBe(pt('restart'));
  });

  test('and a correction of it counts, whenever it comes', async () => {
    const { talk } = await talkAfter('internet caiu', 'normal');
    expect(await talk.says('na verdade agora vi, tem uma vermelha no los')).toBe(pt('offerLos'));
  });
});

describe('in between', () => {
  test('the opening hours are told, and the same question asked again', async () => {
    const { said } = await talkAfter('sem net', 'e que horas vcs fecham hj?');
    expect(said).toContain('8h às 20h');
    expect(said.endsWith(`${pt('back')} ${pt('lightsAgain')}`)).toBe(true);
  });

  test('a question beside an answer is answered, and the answer kept', async () => {
    const { said } = await talkAfter('sem net', 'ta normal as luz. e que horas vcs fecham hj?');
    expect(said).toContain('8h às 20h');
    expect(said.endsWith(`${pt('back')} ${pt('restart')}`)).toBe(true);
  });

  test('a question that is not ours calls nobody', async () => {
    const { talk } = await talkAfter('sem net', 'vcs consertam tv tb?', 'e camera de segurança?');
    expect(talk.handoff).toBeUndefined();
    expect(await talk.says('normal')).toBe(pt('restart'));
  });

  test('it may be dropped and taken up where it was', async () => {
    const { talk, said } = await talkAfter('sem net', 'Normal', 'deixa pra la');
    expect(said).toBe(texts.say('pt-BR', 'task.stopped'));
    expect(await talk.says('continuar')).toBe(pt('restartAgain'));
  });

  test('a slow connection is another matter', async () => {
    const { said } = await talkAfter('internet caiu', 'voltou mas ta mto lenta');
    expect(said).toBe(`${pt('sorrySlow')} ${pt('via')}`);
  });
});

describe('a person', () => {
  test('comes whenever they are asked for', async () => {
    const { talk } = await talkAfter('sem net', 'Luz vermelha', 'quero falar com atendente');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toEqual(['customer-asked']);
    expect(talk.handoff?.problem).toBe('sem-internet');
  });

  test('is called when the steps led nowhere and no technician is wanted', async () => {
    const { talk, said } = await talkAfter(
      'sem net',
      'Tudo apagado',
      'Continua apagado',
      'nao quero visita nao',
    );
    expect(said).toBe(pt('person'));
    await talk.says('pode ser');
    expect(talk.handoff).toMatchObject({
      problem: 'sem-internet',
      facts: [{ kind: 'light', value: 'modem todo apagado' }],
    });
    expect(talk.handoff?.decision.reasons[0]).toEqual({
      code: 'steps-exhausted',
      facts: { problem: 'sem-internet' },
    });
  });

  test('learns that it was restarted, where the words do not say so', async () => {
    const { talk } = await talkAfter('sem net', 'luz verde', 'pronto', 'nao voltou', 'nao', 'sim');
    expect(talk.handoff?.facts).toEqual([{ kind: 'done', value: 'modem já reiniciado' }]);
  });

  test('is called after two messages that were no answer', async () => {
    const { talk } = await talkAfter('sem net', 'asdf', 'qwer zxcv');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toEqual(['not-understood']);
  });

  test('is called when the visits cannot be looked up', async () => {
    const system = customerSystem();
    const talk = openTalk({ system, verified: 'c-1' });
    await talk.says('sem net, luz los vermelha');
    system.fails = true;
    await talk.says('sim');
    expect(talk.handoff?.decision.reasons.map(({ code }) => code)).toEqual(['customers-failed']);
  });
});

test('somebody who writes English is led in English', async () => {
  const talk = openTalk();
  const en = (key: string) => texts.say('en', `connection.${key}`);
  expect(await talk.says('my internet is down')).toBe(`${en('sorry')} ${en('lights')}`);
  expect(await talk.says('router yes restart, it does not help')).toBe(en('lightsAgain'));
  expect(await talk.says('the los light is red')).toBe(en('offerLos'));
});
