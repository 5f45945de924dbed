import { useEffect, useState } from 'preact/hooks';

const SHAPE = /^#ticket\/(.+)$/;
const ticketInUrl = () => {
  try {
    const found = SHAPE.exec(location.hash)?.[1];
    return found === undefined ? undefined : decodeURIComponent(found);
  } catch {
    return undefined;
  }
};

/** The ticket that is open, kept in the address: the browser's back button leads to the list, a reload stays. */
export function useOpenTicket(): [string | undefined, (ticketId: string | undefined) => void] {
  const [ticketId, setTicketId] = useState(ticketInUrl);
  useEffect(() => {
    const follow = () => setTicketId(ticketInUrl());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const open = (next: string | undefined) => {
    location.hash = next === undefined ? '' : `ticket/${encodeURIComponent(next)}`;
  };
  return [ticketId, open];
}
