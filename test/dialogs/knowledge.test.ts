import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnowledgeError, readKnowledge } from '../../dialogs/knowledge.js';
import { LANGUAGES } from '../../texts/texts.js';

const DEMO = 'dialogs/knowledge';
const knowledge = readKnowledge(DEMO);
const examplesOf = (intent: string, language: string) =>
  knowledge.samples.filter((sample) => sample.intent === intent && sample.language === language);

describe('the knowledge of the demo desk', () => {
  test.each(knowledge.intents())(
    '%s has examples enough, a title and an answer in each language',
    (intent) => {
      const counts = LANGUAGES.map((language) => examplesOf(intent, language).length);
      expect(counts[LANGUAGES.indexOf('pt-BR')]).toBeGreaterThanOrEqual(20);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(8);
      const titles = LANGUAGES.map((language) => knowledge.titleOf(intent, language));
      expect(titles).not.toContain(intent);
      const answers = LANGUAGES.map((language) => knowledge.answer(intent, language));
      expect(new Set(answers).size).toBe(LANGUAGES.length);
      for (const answer of answers) expect(answer).not.toMatch(/\{\{|\}\}|undefined/);
    },
  );

  test('no example stands for two intents', () => {
    const seen = new Map<string, string>();
    const twice = knowledge.samples.filter(({ text, intent, language }) => {
      const key = `${language} ${text.toLowerCase()}`;
      const other = seen.get(key);
      seen.set(key, intent);
      return other !== undefined;
    });
    expect(twice).toEqual([]);
  });

  test('covers what the help desk is asked', () => {
    expect(knowledge.intents()).toEqual(
      expect.arrayContaining([
        ...['saudacao', 'horario', 'endereco', 'planos', 'segunda-via', 'fatura-contestada'],
        ...['pagamento-nao-reconhecido', 'internet-lenta', 'sem-internet', 'senha-wifi', 'mudanca-endereco'],
        ...['visita-agendar', 'visita-alterar', 'visita-cancelar', 'status-protocolo', 'cancelar'],
        ...['reclamacao', 'pessoa', 'obrigado', 'despedida', 'sim', 'nao'],
        ...['contratar', 'cobertura', 'taxa-instalacao', 'fidelidade-multa', 'formas-pagamento'],
        ...['quem-e-voce', 'idioma', 'espera'],
      ]),
    );
  });

  test('calls a person only where no answer helps', () => {
    const needy = knowledge.intents().filter((intent) => knowledge.routeOf(intent)?.needsPerson);
    expect([
      ...['cancelar', 'cobertura', 'contratar', 'fatura-contestada', 'mudanca-endereco'],
      ...['pagamento-nao-reconhecido', 'pessoa', 'reclamacao', 'sem-internet'],
      ...['visita-agendar', 'visita-alterar', 'visita-cancelar'],
    ]).toEqual(expect.arrayContaining(needy));
    expect(needy).toEqual(expect.arrayContaining(['cobertura', 'contratar', 'pessoa', 'reclamacao']));
  });

  test('knows prices, hours and the address from the company’s facts', () => {
    expect(knowledge.answer('horario', 'pt-BR')).toMatch(/segunda a sexta das 8h às 20h/);
    expect(knowledge.answer('planos', 'en')).toContain('500 Mbps for R$ 109.90');
    expect(knowledge.answer('endereco', 'es')).toContain('Rua das Acácias, 120');
    expect(knowledge.answer('horario', 'en')).toMatch(/national holidays .* closed/);
    expect(knowledge.answer('taxa-instalacao', 'pt-BR')).toMatch(
      /grátis .* 12 meses.* R\$ 150,00.* 3 dias úteis/,
    );
    expect(knowledge.answer('fidelidade-multa', 'en')).toMatch(/12 months.*R\$ 300\.00/);
  });

  test('tells the kind of a request, and what is urgent', () => {
    expect(knowledge.requestOf('horario')).toBe('information');
    expect(knowledge.requestOf('reclamacao')).toBe('complaint');
    expect(knowledge.requestOf('visita-agendar')).toBe('other');
    expect(knowledge.routeOf('sem-internet')).toMatchObject({ urgent: true, request: 'complaint' });
    expect(knowledge.routeOf('segunda-via')).toMatchObject({ urgent: false, request: 'information' });
  });

  test('says that it is no person, and that one can be called', () => {
    expect(knowledge.answer('quem-e-voce', 'pt-BR')).toMatch(
      /assistente virtual, não uma pessoa.*alguém da equipe/,
    );
  });

  test('knows whose questions of customers to be are', () => {
    const sales = { department: 'comercial', request: 'information' };
    for (const intent of ['contratar', 'cobertura', 'taxa-instalacao', 'fidelidade-multa'])
      expect(knowledge.routeOf(intent)).toMatchObject(sales);
    expect(knowledge.routeOf('formas-pagamento')).toMatchObject({
      department: 'financeiro',
      needsPerson: false,
    });
    for (const intent of ['quem-e-voce', 'idioma', 'espera'])
      expect(knowledge.routeOf(intent)?.department).toBeUndefined();
  });

  test('an intent that is no more keeps its id as title', () => {
    expect(knowledge.titleOf('fax', 'en')).toBe('fax');
    expect(knowledge.requestOf('fax')).toBe('other');
    expect(knowledge.answer('fax', 'pt-BR')).toBeUndefined();
    expect(knowledge.routeOf('fax')).toBeUndefined();
  });
});

describe('somebody who edits the files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const writes = (name: string, lines: readonly string[]) =>
    writeFileSync(join(folder, name), lines.join('\n'));
  const fax = (...more: string[]) => [
    ...['intent: fax', 'title: { pt-BR: Fax }', 'examples: { pt-BR: [tem fax] }'],
    ...more,
  ];
  const problem = (): string => {
    try {
      readKnowledge(folder);
    } catch (error) {
      if (error instanceof KnowledgeError) return error.message.replaceAll(folder, '');
      throw error;
    }
    return 'none';
  };

  test('needs no more than an id, a title, an example and an answer', () => {
    writes('fax.yaml', fax('answers: { pt-BR: Não temos fax. }'));
    const read = readKnowledge(folder);
    expect(read.routeOf('fax')).toMatchObject({ needsPerson: false, skills: [], urgent: false });
    expect(read.answer('fax', 'en')).toBe('Não temos fax.');
    expect(read.titleOf('fax', 'es')).toBe('Fax');
  });

  test('may name a fact, in each language its own', () => {
    writes('_company.yaml', ['fax: 123', "preco: { pt-BR: 'R$ 1,50', en: R$ 1.50, es: 'R$ 1,50' }"]);
    writes('fax.yaml', fax("answers: { pt-BR: 'Por {{ preco }}.', en: 'For {{preco}}.' }"));
    expect(problem()).toMatch(/_company\.yaml:\n.*expected record.*\n.*at fax/);
    writes('_company.yaml', ["fax: '123'", "preco: { pt-BR: 'R$ 1,50', en: R$ 1.50, es: 'R$ 1,50' }"]);
    const read = readKnowledge(folder);
    expect(read.answer('fax', 'pt-BR')).toBe('Por R$ 1,50.');
    expect(read.answer('fax', 'en')).toBe('For R$ 1.50.');
    expect(read.answer('fax', 'es')).toBe('Por R$ 1,50.');
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'an unknown fact',
      fax("answers: { pt-BR: 'Ligue {{fone}}.' }"),
      /fax\.yaml: answers\.pt-BR: \{\{fone\}\}/,
    ],
    [
      'a fact left open',
      fax("answers: { pt-BR: oi, en: 'Call {{fone' }"),
      /fax\.yaml: answers\.en: \{\{fone\}\}/,
    ],
    ['a fact named like a part of JavaScript', fax("answers: { pt-BR: '{{constructor}}' }"), /constructor/],
    ['no answer', fax(), /fax\.yaml: answers\.pt-BR: is missing/],
    ['an unknown kind', fax('request: praise'), /fax\.yaml:\n.*request/s],
    ['an unknown field', fax('requset: other'), /fax\.yaml:\n.*requset/s],
    ['no title', ['intent: fax', 'examples: { pt-BR: [tem fax] }'], /fax\.yaml:\n.*title/s],
    [
      'a title without Portuguese',
      [...fax().filter((line) => !/title/.test(line)), 'title: { en: Fax }'],
      /title/,
    ],
    ['no YAML', ['intent: [fax'], /fax\.yaml: /],
  ])('is told of %s, by file and field', (_, lines, message) => {
    writes('fax.yaml', lines);
    expect(problem()).toMatch(message);
  });

  test('is told of a language that a fact lacks', () => {
    writes('_company.yaml', ['preco: { pt-BR: um, en: one }']);
    expect(problem()).toMatch(/_company\.yaml:\n.*\n?.*at preco\.es/);
  });

  test('is told of an intent that two files have, and of all problems at once', () => {
    writes('fax.yaml', fax('needsPerson: true'));
    writes('fax2.yaml', fax("answers: { pt-BR: '{{um}} {{dois}}' }"));
    expect(problem().split('\n')).toEqual([
      '/fax2.yaml: intent: fax is also in /fax.yaml',
      '/fax2.yaml: answers.pt-BR: {{um}} is no fact of _company.yaml',
      '/fax2.yaml: answers.pt-BR: {{dois}} is no fact of _company.yaml',
    ]);
  });

  test('may do without the company’s facts if no answer names one', () => {
    cpSync(DEMO, folder, { recursive: true });
    rmSync(join(folder, '_company.yaml'));
    expect(problem()).toMatch(/horario\.yaml: answers\.en: \{\{horario-equipe\}\} is no fact/);
    for (const intent of ['horario', 'endereco', 'planos', 'taxa-instalacao', 'fidelidade-multa'])
      rmSync(join(folder, `${intent}.yaml`));
    expect(problem()).toBe('none');
  });
});
