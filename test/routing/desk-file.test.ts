import { readFileSync } from 'node:fs';
import { agentAt, languageOfAgent, REPLY_STEPS, type Agent } from '../../routing/desk-definition.js';
import { DeskFileError, parseDeskFile } from '../../routing/desk-file.js';

const SMALL = `name: Test
timeZone: America/Sao_Paulo
departments:
  - { id: sales, name: Sales }
  - { id: support, name: Support }
agents:
  - id: ana
    name: Ana
    level: technician
    departments: [support]
    skills: []
    languages: [pt-BR]
    capacity: 2
    accounts: [{ channel: botframework, person: emulator/ana }]
    shifts:
      - { days: [1, 2], from: '08:00', to: '12:00' }
  - id: bia
    name: Bia
    level: supervisor
    departments: [sales]
    skills: []
    languages: [fr, en]
    capacity: 1
    shifts: []
`;

function problems(text: string): string[] {
  try {
    parseDeskFile(text, 'desk.yaml');
    return [];
  } catch (error) {
    if (error instanceof DeskFileError) return error.message.split('\n');
    throw error;
  }
}
/** The problems after a change of the small desk; the change must be one. */
function problemsWith(...changes: [string, string][]): string[] {
  const changed = changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, SMALL);
  return problems(changed);
}

test('the desk that is shipped can be used', () => {
  const desk = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
  expect(desk.agents.map(({ id }) => id)).toEqual(['ana', 'bia', 'caio', 'dora']);
  expect(desk.rules.specialHours).toEqual([
    { from: '08:00', to: '09:15' },
    { from: '11:50', to: '13:20' },
    { from: '13:20', to: '14:30' },
  ]);
});

test('the canned replies that are shipped cover every step in all three languages', () => {
  const { cannedReplies = [] } = parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml');
  for (const step of REPLY_STEPS)
    expect([step, cannedReplies.filter((one) => one.step === step).length >= 2]).toEqual([step, true]);
  for (const { id, text } of cannedReplies)
    expect([id, Object.keys(text).sort()]).toEqual([id, ['en', 'es', 'pt-BR']]);
});

test('what a desk leaves out has the agreed default', () => {
  const desk = parseDeskFile(SMALL, 'desk.yaml');
  expect(desk.rules).toEqual(parseDeskFile(readFileSync('desk.yaml', 'utf8'), 'desk.yaml').rules);
  expect(desk).toMatchObject({
    ...{ language: 'pt-BR', holidays: [], texts: {} },
    thresholds: { sureEnough: 0.5, notUnderstood: 2, botFailed: 2 },
  });
  expect(desk.agents[1]).toMatchObject({ admin: false, accounts: [] });
});

test.each<[string, string, string, RegExp]>([
  ['an unknown key', 'name: Test', 'name: Test\nnamme: x', /^desk\.yaml:2: namme: there is no such setting$/],
  [
    'an unknown key with a block below it',
    'name: Test',
    'name: Test\nnamme:\n  deeper: x',
    /^desk\.yaml:2: namme: there is no such setting$/,
  ],
  [
    'an unknown key of an agent',
    'level: sup',
    'shift: []\n    level: sup',
    /^desk\.yaml:19: agents\[1\]\.shift: /,
  ],
  ['a time that is none', "'08:00'", "'8:00'", /^desk\.yaml:16: agents\[0\]\.shifts\[0\]\.from: .*HH:MM/],
  [
    'a time after the end of the day',
    "'12:00'",
    "'24:01'",
    /^desk\.yaml:16: agents\[0\]\.shifts\[0\]\.to: .*24:00/,
  ],
  ['a shift that ends before it begins', "'12:00'", "'07:00'", /^desk\.yaml:16: .*\.to: .*write two/],
  ['an empty shift', "'12:00'", "'08:00'", /^desk\.yaml:16: .*\.to: must end after it begins/],
  ['a day that is none', '[1, 2]', '[1, 8]', /^desk\.yaml:16: agents\[0\]\.shifts\[0\]\.days\[1\]: /],
  [
    'an unknown department',
    '[sales]',
    '[selas]',
    /^desk\.yaml:20: agents\[1\]\.departments\[0\]: .*"selas".*sales, support/,
  ],
  [
    'an unknown default department',
    'agents:',
    'defaultDepartment: x\nagents:',
    /^desk\.yaml:6: defaultDepartment: .*"x"/,
  ],
  [
    'an unknown department of a holiday',
    'agents:',
    'holidays: [{ date: 2026-12-25, department: x }]\nagents:',
    /^desk\.yaml:6: holidays\[0\]\.department: .*"x"/,
  ],
  [
    'a date that is none',
    'agents:',
    'holidays: [{ date: 2026-02-30 }]\nagents:',
    /^desk\.yaml:6: holidays\[0\]\.date: /,
  ],
  ['an id used twice', 'id: bia', 'id: ana', /^desk\.yaml:17: agents\[1\]\.id: the id "ana" is used twice/],
  [
    'a department used twice',
    'id: support, name',
    'id: sales, name',
    /^desk\.yaml:5: departments\[1\]\.id: .*twice/,
  ],
  [
    'an account used twice',
    'capacity: 1',
    'accounts: [{ channel: botframework, person: emulator/ana }]\n    capacity: 1',
    /^desk\.yaml:23: agents\[1\]\.accounts\[0\]: .*emulator\/ana is used twice/,
  ],
  [
    'an unknown text',
    'agents:',
    'texts:\n  pt-BR:\n    bot.greting: x\nagents:',
    /^desk\.yaml:8: texts\.pt-BR\.bot\.greting: there is no such text/,
  ],
  [
    'a group where a text is meant',
    'agents:',
    'texts:\n  en:\n    bot: x\nagents:',
    /^desk\.yaml:8: texts\.en\.bot: there is no such text/,
  ],
  ['a language we do not speak', 'agents:', 'texts:\n  fr: {}\nagents:', /^desk\.yaml:\d: texts\.?.*fr/],
  ['an unknown level', 'level: supervisor', 'level: boss', /^desk\.yaml:19: agents\[1\]\.level: /],
  [
    'a placeholder of a canned reply that is none',
    'agents:',
    'cannedReplies:\n  - id: a\n    step: greet\n    text: { en: "Hi, {{costumer}}!" }\nagents:',
    /^desk\.yaml:9: cannedReplies\[0\]\.text\.en: names no placeholder: \{\{costumer\}\} .*\{\{customer\}\}/,
  ],
  [
    'a placeholder that is not closed',
    'agents:',
    'cannedReplies: [{ id: a, step: greet, text: { en: "Hi, {{customer}!" } }]\nagents:',
    /^desk\.yaml:6: cannedReplies\[0\]\.text\.en: names no placeholder: \{\{ /,
  ],
  [
    'a canned reply in no language',
    'agents:',
    'cannedReplies: [{ id: a, step: greet, text: {} }]\nagents:',
    /^desk\.yaml:6: cannedReplies\[0\]\.text: write it in at least one language/,
  ],
  [
    'a step that is none',
    'agents:',
    'cannedReplies: [{ id: a, step: sing, text: { en: x } }]\nagents:',
    /^desk\.yaml:6: cannedReplies\[0\]\.step: /,
  ],
  [
    'a canned reply used twice',
    'agents:',
    'cannedReplies:\n  - { id: a, step: greet, text: { en: x } }\n  - { id: a, step: solve, text: { es: y } }\nagents:',
    /^desk\.yaml:8: cannedReplies\[1\]\.id: the id "a" is used twice/,
  ],
  ['a capacity of nobody', 'capacity: 1', 'capacity: 0', /^desk\.yaml:23: agents\[1\]\.capacity: /],
  [
    'a time zone that is none',
    'America/Sao_Paulo',
    'America/Sampa',
    /^desk\.yaml:2: timeZone: is no IANA time zone/,
  ],
  ['something missing', '    capacity: 1\n', '', /^desk\.yaml:17: agents\[1\]\.capacity: /],
  ['YAML that is none', 'name: Test', 'name: "Test', /^desk\.yaml:\d+: .*quote/i],
  ['a key given twice', 'name: Test', 'name: Test\nname: x', /^desk\.yaml:2: .*unique/],
])('%s is named by its line and field', (_, from, to, expected) => {
  const found = problemsWith([from, to]);
  expect(found[0]).toMatch(expected);
});

test('every problem is named at once', () => {
  const found = problemsWith(
    ['[support]', '[suport]'],
    ["'08:00'", "'0800'"],
    ['capacity: 1', 'capacity: 0'],
  );
  expect(found.map((line) => line.split(': ')[1]).sort()).toEqual([
    ...['agents[0].departments[0]', 'agents[0].shifts[0].from', 'agents[1].capacity'],
  ]);
  expect(problemsWith(['name: Test', 'name: Test\nnamme: x\nnaame: y'])).toEqual([
    'desk.yaml:2: namme: there is no such setting',
    'desk.yaml:3: naame: there is no such setting',
  ]);
  const texts = 'texts: { pt-BR: { bot.a: x, bot.greeting: y }, es: { bot.b: x } }\nagents:';
  expect(problemsWith(['agents:', texts])).toHaveLength(2);
});

test('an empty file is told what it lacks', () => {
  expect(problems('').length).toBeGreaterThan(0);
  expect(problems('')[0]).toMatch(/^desk\.yaml:1: \(file\): /);
});

test('wording of a plural form, of a plural as a whole and of alternatives is known', () => {
  const texts =
    'texts: { pt-BR: { notice.position_one: x, notice.position: y, bot.stillCalling: z } }\nagents:';
  expect(problemsWith(['agents:', texts])).toEqual([]);
});

describe('who somebody is', () => {
  const desk = parseDeskFile(SMALL, 'desk.yaml');
  test.each<[string, string, string | undefined]>([
    ['botframework', 'emulator/ana', 'ana'],
    ['web', 'emulator/ana', undefined],
    ['botframework', 'ana', undefined],
    ['console', 'ana', 'ana'],
    ['console', 'emulator/ana', undefined],
  ])('on %s %s is %s', (channel, person, id) => expect(agentAt(desk, { channel, person })?.id).toBe(id));

  test('an agent is spoken to in the first of their languages that we have, else in the desk’s', () => {
    const [ana, bia] = desk.agents as [Agent, Agent];
    expect([ana, bia].map((agent) => languageOfAgent(desk, agent))).toEqual(['pt-BR', 'en']);
    expect(languageOfAgent({ ...desk, language: 'es' }, { ...ana, languages: ['fr'] })).toBe('es');
  });
});
