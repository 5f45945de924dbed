import { cnpj, cpf } from 'cpf-cnpj-validator';
import fc from 'fast-check';
import { masked, MASKS, maskedBrief, nameWithoutNumbers, type Mask } from '../../routing/brief/masking.js';
import { briefLines, briefText } from '../../routing/notices.js';
import { deskSchema } from '../../routing/desk-definition.js';
import { openTexts } from '../../texts/texts.js';
import { NEW } from './tickets.js';

const all = (text: string) => masked(text, MASKS);

describe('what somebody could be harmed with is shown in part', () => {
  test.each([
    ['meu cpf é 529.982.247-25', 'meu cpf é •••.•••.••7-25'],
    ['52998224725', '•••.•••.••7-25'],
    ['cpf: 123 456 789 09', 'cpf: •••.•••.••9-09'],
    ['cpf 12345678900 (errei o fim)', 'cpf •••.•••.••9-00 (errei o fim)'],
    ['*529.982.247-25*', '*•••.•••.••7-25*'],
    ['CNPJ 11.222.333/0001-81', 'CNPJ ••.•••.•••/•••1-81'],
    ['11222333000181', '••.•••.•••/•••1-81'],
    ['cartão 4111 1111 1111 1111, validade 12/28', 'cartão •••• 1111, validade 12/28'],
    ['5555-5555-5555-4444', '•••• 4444'],
    ['me liga no (11) 98765-4321', 'me liga no (11) •••••-4321'],
    ['11987654321', '(11) •••••-4321'],
    ['+55 11 98765-4321', '(11) •••••-4321'],
    ['5511987654321', '(11) •••••-4321'],
    ['fixo 11 3333-4444', 'fixo (11) •••••-4444'],
    ['+34 612 345 678', '+34 •••••-5678'],
    ['é 98765-4321', 'é •••••-4321'],
    ['phone: (415) 555-2671', 'phone: •••••-2671'],
    [
      'cpf 52998224725 tel 11 98765-4321 cel 11 3333-4444',
      'cpf •••.•••.••7-25 tel (11) •••••-4321 cel (11) •••••-4444',
    ],
  ])('%s', (said, shown) => {
    expect(all(said)).toBe(shown);
  });
});

test.each([
  'protocolo 20261123-0001',
  'o protocolo 20261123-0001 e o 20261123-0002 250',
  'protocolo nº 12345678909',
  'veio R$ 1.234,56 em vez de 99,90',
  'total R$ 12345678909',
  'CEP 01310-100, número 250',
  'desde 23/11/2026 às 10:30',
  'de 2026-11-23 a 2026-12-01',
  'modem 123456789012345',
  'serial: 4111111111111111',
  'contrato 11987654',
  'erro 691, 300 mega, 3 luzes, 10 dias',
  'rua das Flores 120, apto 45, bloco 2',
  '34191.79001 01043.510047 91020.150008 1 96610000012990',
  'joana@example.com',
])('stays as it is: %s', (said) => {
  expect(all(said)).toBe(said);
});

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((one) => one.join(''));
const documents = digits(9).map((body) => {
  const first = cpf.verifierDigit(body);
  return `${body}${first}${cpf.verifierDigit(`${body}${first}`)}`;
});
const companies = digits(12).map((body) => {
  const first = cnpj.verifierDigit(body);
  return `${body}${first}${cnpj.verifierDigit(`${body}${first}`)}`;
});
const cards = fc
  .tuple(fc.constantFrom('4', '51', '2221', '65', '34'), fc.integer({ min: 13, max: 19 }), digits(19))
  .map(([begin, length, rest]) => {
    const body = `${begin}${rest}`.slice(0, length - 1);
    const sum = [...body].reverse().reduce((left, digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return left + (value > 9 ? value - 9 : value);
    }, 0);
    return `${body}${(10 - (sum % 10)) % 10}`;
  });
const isOneDigit = (number: string) => /^(\d)\1*$/.test(number);
/** The number with dots, dashes or spaces wherever somebody may put them. */
const split = (numbers: fc.Arbitrary<string>) =>
  fc
    .tuple(
      numbers.filter((one) => !isOneDigit(one)),
      fc.array(fc.constantFrom('', '', '', '.', ' ', '-', ' - ', '\u00a0', '\u200b'), {
        minLength: 19,
        maxLength: 19,
      }),
    )
    .map(([number, between]) => ({
      number,
      written: [...number].map((digit, i) => (i === 0 ? digit : `${between[i] ?? ''}${digit}`)).join(''),
    }));
/** Words without digits: what stands around a number must not matter. */
const words = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((text) => text.replace(/[\p{N}*$€£+]/gu, '?'));
const LABELLED =
  /(?:prot|ticket|chamado|modem|rout|roteador|onu|serial|s[eé]rie|sn|s\/n|imei|mac|equip|contr|matr|cep|r\$)[\s\S]{0,12}$/i;

const digitsIn = (text: string) => text.replace(/[^\d\n]/g, '');

describe('no personal number survives, however it is split and whatever stands around it', () => {
  test.each([
    ['CPF', documents],
    ['CNPJ', companies],
    ['card', cards],
  ])('%s', (_what, numbers) => {
    fc.assert(
      fc.property(words, split(numbers), words, (before, { number, written }, after) => {
        fc.pre(!LABELLED.test(before) && !/\p{L}$/u.test(before));
        expect(digitsIn(all(`${before} ${written} ${after}`))).not.toContain(number);
      }),
      { numRuns: 3000, seed: 6 },
    );
  });
});

test('only digits are ever touched: the words around stay, letter by letter', () => {
  fc.assert(
    fc.property(words, split(documents), words, (before, { written }, after) => {
      fc.pre(!LABELLED.test(before));
      const shown = all(`${before} | ${written} | ${after}`);
      expect(shown.startsWith(`${before} | `)).toBe(true);
      expect(shown.endsWith(` | ${after}`)).toBe(true);
    }),
    { numRuns: 1000, seed: 7 },
  );
  fc.assert(
    fc.property(words, (text) => {
      expect(all(text)).toBe(text);
    }),
    { numRuns: 1000, seed: 8 },
  );
});

test('what is masked is masked: again changes nothing, and nothing at all by an empty policy', () => {
  const piece = fc.oneof(
    ...[split(documents), split(companies), split(cards)].map((one) => one.map(({ written }) => written)),
    fc.constantFrom(
      ...['(11) 98765-4321', '11987654321', '+34 612 345 678', '20261123-0001', 'cpf', 'tel', 'R$ 1.234,56'],
    ),
    fc.constantFrom(
      ...['98765-4321', '23/11/2026', 'CEP 01310-100', '•••.•••.••9-09', '•••• 1234', 'protocolo', '+'],
    ),
    fc.string({ maxLength: 8 }),
    digits(5),
  );
  const text = fc
    .array(piece, { maxLength: 8 })
    .chain((pieces) => fc.constantFrom(' ', ', ', '', '\n', '-').map((between) => pieces.join(between)));
  fc.assert(
    fc.property(text, fc.subarray([...MASKS]), (said, kinds: readonly Mask[]) => {
      const once = masked(said, kinds);
      expect(masked(once, kinds)).toBe(once);
      if (kinds.length === 0) expect(once).toBe(said);
    }),
    { numRuns: 5000, seed: 9 },
  );
});

describe('the brief', () => {
  const facts = [
    { kind: 'document', value: '52998224725' },
    { kind: 'document', value: '12.345.678-9' },
    { kind: 'phone', value: '33334444' },
    { kind: 'protocol', value: '20261120-0003' },
    { kind: 'email', value: 'joana@example.com' },
  ];
  const brief = {
    ...NEW.brief,
    facts,
    said: ['meu cpf é 529.982.247-25'],
    lastWords: 'me liga no 11 98765-4321',
    tried: ['Anotei o CPF 529.982.247-25.'],
    previous: ['20261120-0003: devolvido no cartão 4111 1111 1111 1111'],
  };
  const words = (masks: readonly Mask[]) => ({ texts: openTexts(), definition: { masks } });
  const ticket = { ...NEW, brief };

  test('in a chat shows of each fact what its kind allows, of words what their form does', () => {
    const text = briefText(words(MASKS), 'pt-BR', ticket);
    for (const secret of ['529.982', '52998224725', '98765-4321', '4111 1111', '12.345', '3333'])
      expect(text).not.toContain(secret);
    expect(text).toContain('CPF/CNPJ: •••.•••.••7-25, ••.•••.•78-9');
    expect(text).toContain('•••••-4444');
    expect(text).toContain('20261120-0003');
    expect(text).toContain('joana@example.com');
  });

  test('is whole where the desk says so, and at the console always', () => {
    expect(briefText(words([]), 'pt-BR', ticket)).toContain('529.982.247-25');
    const lines = briefLines(words(MASKS), 'pt-BR', ticket).map(({ text }) => text);
    expect(lines.join()).toContain('529.982.247-25');
    expect(maskedBrief(brief, ['phone']).said).toEqual(brief.said);
  });
});

test('all kinds are masked unless the desk file says otherwise', () => {
  expect(deskSchema.shape.masks.parse(undefined)).toEqual(MASKS);
  expect(deskSchema.shape.masks.parse([])).toEqual([]);
  expect(() => deskSchema.shape.masks.parse(['cep'])).toThrow();
});

test.each([
  ['+55 11 98765-4321', undefined],
  ['Joana 11987654321', 'Joana'],
  ['~5511987654321', undefined],
  ['１１９８７６５４３２１', undefined],
  ['1️⃣1️⃣9️⃣8️⃣7️⃣6️⃣5️⃣4️⃣ Joana', 'Joana'],
  ['Joana 11/98765/4321', 'Joana'],
  ['Joana (11)9.8765,4321', 'Joana'],
  ['Joana 529_982_247_25', 'Joana'],
  ['Joana Silva', 'Joana Silva'],
  ['R2-D2', 'R2-D2'],
  ['João 3:16', 'João 3:16'],
  [undefined, undefined],
])('nobody is called by a number: %s', (name, shown) => {
  expect(nameWithoutNumbers(name)).toBe(shown);
});
