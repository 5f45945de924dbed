import { openTalk } from '../support/talk.js';

const person = (talk: ReturnType<typeof openTalk>) => talk.handoff;

test('a move in pieces, corrected twice, with the invoice asked for in the middle', async () => {
  const paula = openTalk({ verified: 'c-1' });
  expect(await paula.says('opa boa tarde, vou mudar de casa dia 28 e queria levar a internet')).toMatch(
    /rua e o número/,
  );
  expect(await paula.says('é pra rua das palmeiras 310')).toMatch(/bairro/);
  expect(await paula.says('quer dizer, 301')).toMatch(/bairro/);
  expect(await paula.says('apto 14 bloco b')).toMatch(/bairro/);
  expect(await paula.says('bairro vila nova')).toMatch(/CEP/);
  const invoice = await paula.says('ah antes q eu esqueça, manda o boleto desse mes');
  expect(invoice).toContain('109,90');
  await paula.says('obrigada, era so isso do boleto');
  expect(await paula.says('voltando na mudança, o cep eu n sei')).toMatch(
    /301.*14.*Vila Nova.*sábado, 28\/11/i,
  );
  expect(await paula.says('só q dia 28 é domingo né? põe dia 30 então')).toMatch(/segunda, 30\/11/);
  expect(await paula.says('de manha')).toMatch(/segunda, 30\/11, de manhã/);
  expect(await paula.says('isso mesmo')).toMatch(/Anotei tudo/);
  expect(person(paula)).toMatchObject({ problem: 'mudanca-endereco', department: 'comercial' });
  const facts = person(paula)
    ?.facts?.map(({ value }) => value)
    .join(' | ');
  expect(facts).toMatch(/Palmeiras, 301.*14.*Vila Nova/i);
  expect(facts).not.toContain('310');
  expect(facts).toContain('segunda, 30/11, de manhã');
});

test('what it costs is not invented', async () => {
  const talk = openTalk();
  await talk.says('quero mudar de endereço');
  expect(await talk.says('quanto vcs cobram?')).toMatch(/depende da cobertura.*rua e o número/);
});

test('everything in the first message leaves only the question whether it is right', async () => {
  const talk = openTalk();
  const first = await talk.says(
    'vou me mudar dia 30/11 de tarde pra rua das flores 88 bairro centro cep 13010-000',
  );
  expect(first).toMatch(/Rua das Flores, 88.*Centro.*CEP 13010-?000.*30\/11, à tarde.*certo/i);
  expect(talk.suggestions[0]).toBe('Está certo');
});

test('dropped and taken up again where it was', async () => {
  const talk = openTalk();
  await talk.says('vou mudar de casa, quero levar a internet');
  await talk.says('rua das flores 88');
  expect(await talk.says('deixa pra la')).toMatch(/deixei isso de lado/);
  expect(await talk.says('continuar')).toMatch(/bairro/);
});

test('a person can be asked for at any point, and hears what was said', async () => {
  const talk = openTalk();
  await talk.says('vou mudar de casa, quero levar a internet');
  await talk.says('rua das flores 88');
  await talk.says('quero falar com uma pessoa');
  expect(person(talk)).toMatchObject({ problem: 'mudanca-endereco' });
});

test('twice not understood calls a person', async () => {
  const talk = openTalk();
  await talk.says('vou mudar de casa, quero levar a internet');
  expect(await talk.says('xyzzy plugh')).toMatch(/^Desculpe, não peguei isso/);
  await talk.says('blorbo zorp');
  expect(person(talk)?.decision.reasons.map(({ code }) => code)).toEqual(['not-understood']);
});
