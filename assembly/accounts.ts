import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { phoneOf } from '../channels/whatsapp/phone.js';
import type { FormOfAccount } from '../routing/desk-file.js';

/** Clocks of Brazil: only a desk that keeps one of them may leave the country out of a number. */
const BRAZILIAN_CLOCK =
  /^(?:Brazil\/\w+|America\/(?:Sao_Paulo|Bahia|Fortaleza|Recife|Maceio|Belem|Santarem|Araguaina|Manaus|Cuiaba|Campo_Grande|Porto_Velho|Boa_Vista|Rio_Branco|Eirunepe|Noronha))$/;

/** WhatsApp's hidden id, bare or as WhatsApp itself writes it. */
const HIDDEN_ID = /^(?:lid:\s*(\d{5,20})|(\d{5,20})@lid)$/i;
/** One contact of one of our lines, as it stands in the database: `main/l123`. */
const CONTACT = /^[\w.-]+\/[\w-]+$/;

const ON_WHATSAPP = `write a number with its country, in quotes ('+55 11 99000-1001'), or the hidden id ('lid:123456789')`;
/** Where an agent can have a chat of their own. */
const NETWORKS: readonly string[] = ['whatsapp', 'botframework', 'web'];
/** There people choose their own id, so that it proves nothing. */
const UNPROVEN = /^(?:directline|webchat)\//i;

/**
 * The one form of an account of the desk file, under which its person is recognised: an agent's WhatsApp number in any
 * usual writing, or their hidden id. What nobody can be recognised by is a problem, in words for whoever wrote the file.
 */
export const formOfAccount: FormOfAccount = ({ channel, person }, { timeZone }) => {
  const written = person.trim();
  if (channel === 'console')
    return { problem: 'the console knows agents by their id: it needs no account here' };
  if (channel === 'botframework' && UNPROVEN.test(written))
    return { problem: 'people choose their own id on this channel: anybody could pass for the agent' };
  if (!NETWORKS.includes(channel))
    return { problem: `"${channel}" is no channel of agents (there are: ${NETWORKS.join(', ')})` };
  if (channel === 'botframework' && !/^[^/\s]+\/\S/.test(written))
    return {
      problem: `"${person}" is nobody: write the channel and the id of the person there (emulator/ana)`,
    };
  return channel === 'whatsapp' ? onWhatsApp(person, timeZone) : { person: written };
};

function onWhatsApp(person: string, timeZone: string): ReturnType<FormOfAccount> {
  const written = person.trim();
  const [, bare, whole] = HIDDEN_ID.exec(written) ?? [];
  const lid = bare ?? whole;
  if (lid !== undefined) return { person: `lid:${lid}` };
  if (CONTACT.test(written)) return { person: written };
  const number = numberIn(written, timeZone);
  return number === undefined
    ? { problem: `"${person}" is no number: ${ON_WHATSAPP}` }
    : { person: `+${number}` };
}

/** Without plus it must be of Brazil: as another country's, the same digits may be somebody else's. */
function numberIn(written: string, timeZone: string): string | undefined {
  if (!/^(?:\+|00)?[\d\s().-]+$/.test(written)) return undefined;
  const international = written.replace(/^00/, '+');
  if (international.startsWith('+')) return checked(phoneOf(international));
  const digits = phoneOf(written).replace(/^0/, '');
  if (/^55\d{10,11}$/.test(digits)) return checked(digits);
  return BRAZILIAN_CLOCK.test(timeZone) && /^\d{10,11}$/.test(digits)
    ? checked(phoneOf(`55${digits}`))
    : undefined;
}

const checked = (digits: string): string | undefined =>
  parsePhoneNumberFromString(`+${digits}`, metadata)?.isValid() ? digits : undefined;
