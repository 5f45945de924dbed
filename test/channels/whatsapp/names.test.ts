import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { isPersonal, jidOf, seenIn } from '../../../channels/whatsapp/jid.js';
import { messageIdOf, partId } from '../../../channels/whatsapp/message-id.js';
import { masked, phoneForms, phoneOf } from '../../../channels/whatsapp/phone.js';

const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((all) => all.join(''));
const brazilianMobile = fc
  .tuple(fc.integer({ min: 11, max: 99 }), fc.integer({ min: 6, max: 9 }), digits(7))
  .filter(([area]) => area % 10 !== 0)
  .map(([area, first, rest]) => `55${area}${first}${rest}`);
const argentinian = digits(8).map((rest) => `5411${rest}`);
const mexican = digits(8).map((rest) => `5255${rest}`);
const anyUser = fc.oneof(
  brazilianMobile,
  argentinian,
  mexican,
  fc.integer({ min: 6, max: 15 }).chain(digits),
);

describe('a phone number has one form', () => {
  test.each([
    ['551187654321', '5511987654321', 'without the ninth digit'],
    ['5511987654321', '5511987654321', 'with it'],
    ['551133334444', '551133334444', 'a landline'],
    ['541123456789', '5491123456789', 'Argentina without 9'],
    ['5491123456789', '5491123456789', 'Argentina with 9'],
    ['5215512345678', '525512345678', 'Mexico with 1'],
    ['525512345678', '525512345678', 'Mexico without 1'],
    ['14155550123', '14155550123', 'elsewhere'],
    ['+55 (11) 8765-4321', '5511987654321', 'written by a person'],
  ])('%s is %s: %s', (user, phone) => {
    expect(phoneOf(user)).toBe(phone);
  });

  test('which stays what it is, and every form WhatsApp may know leads to it', () => {
    fc.assert(
      fc.property(anyUser, (user) => {
        const phone = phoneOf(user);
        expect(phoneOf(phone)).toBe(phone);
        expect(phoneForms(user)[0]).toBe(phone);
        expect(phoneForms(user)).toContain(user);
        expect(phoneForms(user).map(phoneOf)).toEqual(phoneForms(user).map(() => phone));
      }),
    );
  });

  test('and two forms of one number never belong to two numbers', () => {
    fc.assert(
      fc.property(anyUser, anyUser, (one, other) => {
        const shared = phoneForms(one).some((form) => phoneForms(other).includes(form));
        expect(shared).toBe(phoneOf(one) === phoneOf(other));
      }),
    );
  });

  test('a valid number stays valid in its one form, by the book of numbers', () => {
    const isValid = (phone: string) =>
      parsePhoneNumberFromString(`+${phone}`, 'BR', metadata)?.isValid() === true;
    fc.assert(
      fc.property(anyUser, (user) => {
        expect(!isValid(user) || isValid(phoneOf(user))).toBe(true);
      }),
    );
  });

  test('a log sees the last four digits and never more', () => {
    expect(masked('5511987654321')).toBe('***4321');
    expect(masked('12345')).toBe('***');
    fc.assert(fc.property(fc.string(), (text) => masked(text).replace(/\D/g, '').length <= 4));
  });
});

describe('a chat by its JID', () => {
  test.each([
    ['5511987654321@s.whatsapp.net', undefined, { phone: '5511987654321' }],
    ['5511987654321:12@s.whatsapp.net', undefined, { phone: '5511987654321' }],
    ['5511987654321_1:12@s.whatsapp.net', undefined, { phone: '5511987654321' }],
    ['5511987654321@c.us', undefined, { phone: '5511987654321' }],
    ['123456789012345:3@lid', undefined, { lid: '123456789012345' }],
    [
      '123456789012345@lid',
      '5511987654321@s.whatsapp.net',
      { lid: '123456789012345', phone: '5511987654321' },
    ],
    [
      '5511987654321@s.whatsapp.net',
      '123456789012345@lid',
      { lid: '123456789012345', phone: '5511987654321' },
    ],
    ['120363000000000000@g.us', '5511987654321@s.whatsapp.net', { phone: '5511987654321' }],
    ['status@broadcast', undefined, {}],
    ['nonsense', undefined, {}],
  ])('%s with %s', (jid, alt, seen) => {
    expect(seenIn(jid, alt)).toEqual(seen);
  });

  test.each([
    ['5511987654321@s.whatsapp.net', true],
    ['5511987654321:2@s.whatsapp.net', true],
    ['123456789012345@lid', true],
    ['123456789012345@hosted.lid', true],
    ['status@broadcast', false],
    ['1234567890@broadcast', false],
    ['120363000000000000@newsletter', false],
    ['120363000000000000@g.us', false],
    ['5511987654321-1600000000@g.us', false],
    ['867051314767696@bot', false],
    ['13135550002@c.us', false],
    ['13135550002@s.whatsapp.net', false],
    ['0@s.whatsapp.net', false],
    ['0@c.us', false],
    ['server@c.us', false],
    ['@s.whatsapp.net', false],
    ['', false],
  ])('%s is a person: %s', (jid, personal) => {
    expect(isPersonal(jid)).toBe(personal);
  });

  test('we write to the hidden id where it is known', () => {
    expect(jidOf({ lid: '1', phone: '2' })).toBe('1@lid');
    expect(jidOf({ phone: '2' })).toBe('2@s.whatsapp.net');
    expect(jidOf({})).toBeUndefined();
  });
});

describe('the id of a message of ours', () => {
  test('has the form of the web client and is the same at every try', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(20), (row, n) => {
        expect(messageIdOf(row)).toMatch(/^3EB0[0-9A-F]{18}$/);
        expect(partId(messageIdOf(row), n)).toBe(partId(messageIdOf(row), n));
      }),
    );
  });

  test('each row and each part has its own; the first part has the message’s', () => {
    const own = messageIdOf('row-1');
    const ids = [messageIdOf('row-2'), ...[0, 1, 2].map((n) => partId(own, n))];
    expect(new Set(ids).size).toBe(4);
    expect(partId(own, 0)).toBe(own);
  });
});
