// Plain words inside Markdown, which is all that Web Chat can dress up.

/** Everything that Markdown would read as a sign is escaped, addresses become links, and lines stay lines. */
export const withLinks = (text) =>
  text
    .replace(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]|[\\`*_{}[\]()#+\-.!|<>~&]/g, (found) =>
      found.length > 1 ? `<${found}>` : `\\${found}`,
    )
    .replace(/\r?\n/g, '\n\n');
