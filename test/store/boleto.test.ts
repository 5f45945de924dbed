import { boletoLine } from '../../store/boleto.js';

describe('the line of a boleto', () => {
  // Itaú's manual "Cobrança Itaú: layout de arquivos", the example of the bar code and the line.
  test('is the one of Itaú’s worked example', () => {
    const free = '1101234567880057123457000';
    expect(boletoLine({ bank: '341', amountCents: 12345, dueDate: '2002-05-01', free })).toBe(
      '34191101213456788005871234570001616670000012345',
    );
  });

  // A boleto of Banco do Brasil that articles and libraries (pyboleto among them) take as their example.
  test('is the one of Banco do Brasil’s example', () => {
    const free = '0500940144816060680935031';
    expect(boletoLine({ bank: '001', amountCents: 100, dueDate: '2007-12-31', free })).toBe(
      '00190500954014481606906809350314337370000000100',
    );
  });

  test.each([
    ['2000-07-03', '1000'],
    ['2012-04-27', '5316'],
    ['2025-02-21', '9999'],
    ['2025-02-22', '1000'],
    ['2025-02-23', '1001'],
    ['2026-11-23', '1639'],
  ])('counts %s as %s', (dueDate, counter) => {
    const line = boletoLine({ bank: '999', amountCents: 8990, dueDate, free: '0'.repeat(25) });
    expect([line.slice(33, 37), line.slice(37)]).toEqual([counter, '0000008990']);
  });

  test.each([
    ['too few digits of its own', { free: '1' }],
    ['a date that is none', { dueDate: '2026-02-30' }],
    ['an amount that does not fit', { amountCents: 10_000_000_000 }],
    ['parts of a cent', { amountCents: 0.5 }],
    ['letters for a bank', { bank: '9A9' }],
  ])('is not made of %s', (_, wrong) => {
    const right = { bank: '999', amountCents: 8990, dueDate: '2026-11-10', free: '0'.repeat(25) };
    expect(() => boletoLine({ ...right, ...wrong })).toThrow(RangeError);
  });
});
