import { splitLinks, webAddress } from '../../../console/links.js';
import { fill, LANGUAGES, nearestLanguage } from '../../../console/texts/texts.js';
import { countdown, shortSpan } from '../../../console/times.js';

describe('the texts of the page', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  const portuguese = LANGUAGES['pt-BR'] ?? {};

  test.each(Object.entries(LANGUAGES))('%s has every key, every place, and nothing empty', (_tag, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(portuguese));
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim()).not.toBe('');
      const original = (portuguese as Record<string, string>)[key] ?? '';
      expect([key, places(text)]).toEqual([key, places(original)]);
    }
  });

  test.each([
    ['pt-PT', 'pt-BR'],
    ['en-US', 'en'],
    ['ES', 'es'],
    ['fr', 'pt-BR'],
    ['', 'pt-BR'],
  ])('%p is answered in %s', (tag, language) => expect(nearestLanguage(tag)).toBe(language));

  test('a value is put in as it is', () =>
    expect(fill('{a} {b} {c}', { a: '{b}', b: '$&' })).toBe('{b} $& {c}'));
});

describe('links in a message', () => {
  test.each([
    ['sem link', []],
    ['veja https://exemplo.com/a?b=1.', ['https://exemplo.com/a?b=1']],
    ['(http://a.b) e HTTPS://C.D!', ['http://a.b', 'HTTPS://C.D']],
    ['javascript:alert(1) data:text/html,x ftp://a.b', []],
    ['https://', []],
    ['<a href="https://a.b">', ['https://a.b']],
  ])('%p', (text, links) => {
    const parts = splitLinks(text);
    expect(parts.filter(({ href }) => href).map((part) => part.text)).toEqual(links);
    expect(parts.map((part) => part.text).join('')).toBe(text);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'blob:https://a.b/1', '/x'])(
    '%p is no web address',
    (url) => expect(webAddress(url)).toBeUndefined(),
  );
});

test.each([
  [-1, undefined, undefined],
  [0, undefined, undefined],
  [600, '0:01', undefined],
  [59_000, '0:59', undefined],
  [60_000, '1:00', '1 min'],
  [3_600_000, '60:00', '1 h'],
  [90_000_000, '1500:00', '1 d'],
])('%d ms are shown as %p left, or %p ago', (ms, left, ago) =>
  expect([countdown(ms), shortSpan(ms)]).toEqual([left, ago]),
);
