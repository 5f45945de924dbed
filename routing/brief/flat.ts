/** Lower case without accents, character by character: a place in it is the same place in the text. */
export const flat = (text: string): string =>
  text
    .replace(/[\u0080-\uffff]/g, (one) => {
      const bare = one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return bare.length === 1 ? bare : ' ';
    })
    .toLowerCase();

/** Composed characters, plain spaces: as `flat` needs it. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
