import { openTexts, type Texts } from '../../texts/texts.js';

/** The texts, every sentence composed once: a walk says the same few thousands of times. */
export function onceComposed(): Texts {
  const texts = openTexts();
  return {
    say: once((...sentence) => texts.say(...sentence)),
    choices: once((...sentence) => texts.choices(...sentence)),
    knows: (key) => texts.knows(key),
  };
}

function once<Said>(compose: (...sentence: Parameters<Texts['say']>) => Said) {
  const known = new Map<string, Said>();
  return (...sentence: Parameters<Texts['say']>): Said => {
    const key = JSON.stringify(sentence);
    const said = known.get(key) ?? compose(...sentence);
    known.set(key, said);
    return said;
  };
}
