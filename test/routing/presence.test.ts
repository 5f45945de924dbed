import { isAvailable } from '../../routing/presence.js';

test.each([
  ['who never said anything is not asked, whatever accounts they have', undefined, false],
  ['who signed in, or wrote in a chat of their own', true, true],
  ['who went away', false, false],
])('%s', (_who, said, available) => {
  expect(isAvailable(said)).toBe(available);
});
