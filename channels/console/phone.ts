import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Where a number without a country code is taken to be from. */
const HOME = 'BR';

/** A number (E.164, with or without its plus) as people here write it: a foreign one with its country code. */
export function shownPhone(phone: string): string {
  const e164 = `+${phone.replace(/^\+/, '')}`;
  const parsed = parsePhoneNumberFromString(e164, metadata);
  if (!parsed) return e164;
  return parsed.country === HOME ? parsed.formatNational() : parsed.formatInternational();
}

/** The number somebody typed, as E.164; undefined if no such number can exist. */
export function typedPhone(typed: string): string | undefined {
  const parsed = parsePhoneNumberFromString(typed, { defaultCountry: HOME, extract: false }, metadata);
  return parsed?.isValid() ? parsed.number : undefined;
}
