/** Only what has a value: what is not known must not cover what was known before. */
export const known = <T extends object>(told: T): T =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as T;
