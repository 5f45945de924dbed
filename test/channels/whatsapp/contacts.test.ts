import fc from 'fast-check';
import { meet } from '../../../channels/whatsapp/contacts.js';
import type { Contact, Seen } from '../../../channels/whatsapp/ports.js';

/** What is known after a sight, the one who stays first, as the store keeps it. */
function after(known: readonly Contact[], seen: Seen): Contact[] {
  const { contact, absorbed, released } = meet(known, seen);
  const others = known.filter(({ id }) => id !== contact.id && id !== absorbed?.id && id !== released?.id);
  return [contact, ...(released ? [released] : []), ...others];
}
const afterAll = (sights: readonly Seen[]) => sights.reduce<Contact[]>(after, []);

test('who is seen first by the hidden id is known by it; the number is learned later', () => {
  const [first] = afterAll([{ lid: '1' }]);
  expect(first).toEqual({ id: 'l1', lid: '1' });
  expect(afterAll([{ lid: '1' }, { lid: '1', phone: '5511' }])).toEqual([
    { id: 'l1', lid: '1', phone: '5511' },
  ]);
});

test('who is seen first by the number keeps their id when the hidden id appears', () => {
  expect(afterAll([{ phone: '5511' }, { lid: '1', phone: '5511' }])).toEqual([
    { id: 'p5511', lid: '1', phone: '5511' },
  ]);
});

test('two contacts that turn out to be one: the first of the known stays, with all that is known', () => {
  const known: Contact[] = [
    { id: 'p5511', phone: '5511' },
    { id: 'l1', lid: '1' },
  ];
  const whole = { lid: '1', phone: '5511' };
  expect(meet(known, whole)).toMatchObject({ contact: { id: 'p5511', ...whole }, absorbed: { id: 'l1' } });
  expect(meet([...known].reverse(), whole)).toMatchObject({
    contact: { id: 'l1', ...whole },
    absorbed: { id: 'p5511' },
  });
});

test('a number that was given to somebody else belongs to the newer hidden id; the old contact stays who it was', () => {
  const known: Contact[] = [{ id: 'p5511', lid: '1', phone: '5511' }];
  expect(meet(known, { lid: '2', phone: '5511' })).toEqual({
    contact: { id: 'l2', lid: '2', phone: '5511' },
    changed: true,
    released: { id: 'p5511', lid: '1' },
  });
});

test('who changes the number is the same contact', () => {
  const known: Contact[] = [{ id: 'l1', lid: '1', phone: '5511' }];
  expect(meet(known, { lid: '1', phone: '5521' })).toEqual({
    contact: { id: 'l1', lid: '1', phone: '5521' },
    changed: true,
  });
});

test('what is known already changes nothing', () => {
  const known: Contact[] = [{ id: 'l1', lid: '1', phone: '5511' }];
  for (const seen of [{ lid: '1' }, { phone: '5511' }, { lid: '1', phone: '5511' }])
    expect(meet(known, seen)).toEqual({ contact: known[0], changed: false });
});

test('a chat without any id is nobody', () => {
  expect(() => meet([], {})).toThrow('nobody');
});

test('whatever is seen in whatever order: no hidden id and no number is ever two contacts', () => {
  const seen = fc.oneof(
    fc.record({ lid: fc.constantFrom('1', '2', '3') }),
    fc.record({ phone: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ lid: fc.constantFrom('1', '2', '3'), phone: fc.constantFrom('a', 'b', 'c') }),
  ) as fc.Arbitrary<Seen>;
  fc.assert(
    fc.property(fc.array(seen, { minLength: 1, maxLength: 30 }), (sights) => {
      const known = afterAll(sights);
      for (const name of ['id', 'lid', 'phone'] as const) {
        const values = known.flatMap((contact) => contact[name] ?? []);
        expect(new Set(values).size).toBe(values.length);
      }
      const last = sights.at(-1) ?? {};
      expect(known[0]).toMatchObject(last);
    }),
  );
});
