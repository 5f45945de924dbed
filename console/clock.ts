import { useEffect, useState } from 'preact/hooks';

let offset = 0;

const here = () => performance.timeOrigin + performance.now();

/** Takes the server's time from an answer's `Date` header: an agent's own clock may be minutes off. */
export function setServerTime(date: string | null): void {
  const time = Date.parse(date ?? '');
  // The header cuts the fraction of its second off: half a second is the best guess at it.
  if (!Number.isNaN(time)) offset = time + 500 - here();
}

/** Milliseconds since 1970, by the server's clock as far as we know it. */
export const serverNow = (): number => here() + offset;

/** The server's time, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
