const PREFIX = 'bastao.draft.';

/** Unsent words, kept in this tab only: they survive a lost connection, a reload and the end of the session. */
export const drafts = {
  read: (key: string): string => sessionStorage.getItem(PREFIX + key) ?? '',
  write(key: string, text: string): void {
    if (text) sessionStorage.setItem(PREFIX + key, text);
    else sessionStorage.removeItem(PREFIX + key);
  },
  /** For whoever signs in next at this machine. */
  forgetAll(): void {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  },
};
