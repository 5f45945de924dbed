import { addressOf, personIdOf, type Place } from '../../../channels/botframework/address.js';

const place = (channelId: string, conversationId: string, userId: string): Place => ({
  channelId,
  conversationId,
  userId,
});

test('places that differ anywhere have different addresses', () => {
  const places = [
    place('emulator', 'a', 'b'),
    place('emulator', 'a/b', 'c'),
    place('emulator', 'a', 'b/c'),
    place('emulator', 'a%2Fb', 'c'),
    place('emulator', 'a b', 'c'),
    place('emulator', 'a+b', 'c'),
    place('msteams', 'a', 'b'),
    place('emulator', 'A', 'b'),
  ];
  expect(new Set(places.map((one) => addressOf(one).id)).size).toBe(places.length);
});

test('a person is the same in all conversations on a channel, and only there', () => {
  expect(personIdOf(place('msteams', 'a', 'u'))).toBe(personIdOf(place('msteams', 'b', 'u')));
  expect(personIdOf(place('msteams', 'a', 'u'))).not.toBe(personIdOf(place('emulator', 'a', 'u')));
});
