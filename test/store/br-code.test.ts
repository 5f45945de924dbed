import { brCode, crc16 } from '../../store/br-code.js';

// The check value that catalogues of checksums give for CRC-16/CCITT-FALSE.
test('the checksum of 123456789 is 29B1', () => expect(crc16('123456789')).toBe('29B1'));

test('a checksum that begins with zero keeps its four digits', () => {
  const short = Array.from({ length: 100 }, (_, i) => crc16(`${i}`)).filter((sum) => sum.startsWith('0'));
  expect(short).not.toEqual([]);
  expect(short.every((sum) => sum.length === 4)).toBe(true);
});

// The example of the Banco Central's "Manual do BR Code".
test('a Pix code is the one of the Banco Central’s example', () => {
  const key = '123e4567-e12b-12d1-a456-426655440000';
  expect(brCode({ key, receiver: 'Fulano de Tal', city: 'BRASILIA' })).toBe(
    '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
  );
});

test('amount and reference are in the code, names without accents and no longer than they may be', () => {
  const code = brCode({
    ...{ key: 'pix@conexaoclara.example', receiver: 'Conexão Clara Telecomunicações Ltda.' },
    ...{ city: 'São José dos Campos', amountCents: 10905, reference: 'f1001202611' },
  });
  expect(code).toContain('5406109.05');
  expect(code).toContain('5925Conexao Clara Telecomunic');
  expect(code).toContain('6015Sao Jose dos Ca');
  expect(code).toContain('62150511f1001202611');
  expect(code.slice(-4)).toBe(crc16(code.slice(0, -4)));
});

test('a key that is too long for the code is refused', () => {
  expect(() => brCode({ key: 'k'.repeat(100), receiver: 'A', city: 'B' })).toThrow(RangeError);
});
