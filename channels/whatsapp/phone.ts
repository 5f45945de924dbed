/** Country code, two digits of area, and a mobile number from before the ninth digit. */
const BRAZILIAN_WITHOUT_NINTH = /^(55[1-9]\d)([6-9]\d{7})$/;
const BRAZILIAN_WITH_NINTH = /^(55[1-9]\d)9([6-9]\d{7})$/;
/** The 9 after Argentina's code marks a mobile phone; the 1 after Mexico's was given up in 2019. */
const ARGENTINIAN_WITHOUT_9 = /^54([1-8]\d{9})$/;
const ARGENTINIAN_WITH_9 = /^549([1-8]\d{9})$/;
const MEXICAN_WITH_1 = /^521([2-9]\d{9})$/;
const MEXICAN_WITHOUT_1 = /^52([2-9]\d{9})$/;

/**
 * A number as WhatsApp writes it, in its one form: E.164 digits without plus. A Brazilian mobile number has its ninth
 * digit, an Argentinian one its 9, a Mexican one no 1. Every form of `phoneForms` gives the same.
 */
export const phoneOf = (user: string): string =>
  user
    .replace(/\D/g, '')
    .replace(BRAZILIAN_WITHOUT_NINTH, '$19$2')
    .replace(ARGENTINIAN_WITHOUT_9, '549$1')
    .replace(MEXICAN_WITH_1, '52$1');

const OTHER_FORMS = [
  [BRAZILIAN_WITH_NINTH, '$1$2'],
  [ARGENTINIAN_WITH_9, '54$1'],
  [MEXICAN_WITHOUT_1, '521$1'],
] as const;

/** Every form under which WhatsApp may know this number, the one of `phoneOf` first. */
export function phoneForms(user: string): readonly string[] {
  const phone = phoneOf(user);
  const others = OTHER_FORMS.flatMap(([form, other]) => (form.test(phone) ? phone.replace(form, other) : []));
  return [phone, ...others];
}

const SHOWN = 4;

/** A number as a log may carry it: its last four digits, and none at all of one that is hardly longer. */
export function masked(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return `***${digits.length > SHOWN * 2 - 1 ? digits.slice(-SHOWN) : ''}`;
}
