import type { TicketDetail, TicketEventView, TranscriptEntry } from '../channels/console/api.js';

/** A line of the conversation as colleagues see it: a message, or a private note at its time. */
export type Line =
  | { readonly key: string; readonly entry: TranscriptEntry }
  | { readonly key: string; readonly note: TicketEventView };

/** The messages in their order, each private note before the first message that is newer. */
export function withNotes({ transcript, events }: Pick<TicketDetail, 'transcript' | 'events'>): Line[] {
  const notes = events.flatMap((note, index) =>
    note.type === 'noted' ? [{ key: `note-${index}`, note, at: Date.parse(note.at) }] : [],
  );
  const lines: Line[] = [];
  let next = 0;
  const notesUntil = (at: number) => {
    for (let note = notes[next]; note && note.at < at; note = notes[++next]) lines.push(note);
  };
  for (const entry of transcript) {
    notesUntil(Date.parse(entry.at));
    lines.push({ key: entry.id, entry });
  }
  notesUntil(Infinity);
  return lines;
}
