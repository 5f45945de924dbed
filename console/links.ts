export interface TextPart {
  readonly text: string;
  /** Present on what may be clicked. */
  readonly href?: string;
}

const LINK = /https?:\/\/[^\s<>"'`]+/gi;

/** Splits a message into plain text and http(s) links; nothing else ever becomes a link. The parts add up to the text. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = match[0].replace(/[.,;:!?)\]}]+$/, '');
    const href = webAddress(link);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The address if it is an absolute http(s) one; undefined otherwise. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
