import type { Me, Voice } from '../channels/console/api.js';
import type { Words } from './words.js';

/** Typed by hand on the company's own phone: nobody of the desk with an account here. */
export const isCompanyPhone = (id: string | undefined): boolean => id?.startsWith('phone:') ?? false;

/** Who says something, as the reader calls them. */
export function nameOf({ kind, id, name }: Voice, me: Pick<Me, 'id'>, say: Words['say']): string {
  if (kind !== 'agent') return name ?? say(kind);
  if (id === me.id) return say('you');
  return isCompanyPhone(id) ? say('companyPhone') : (name ?? id ?? say('desk'));
}
