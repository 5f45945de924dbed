import type { TranscriptEntry } from '../channels/console/api.js';
import { useWords } from './words.js';

const TICK = 'm1.5 6.5 3 3 5.5-7';
const SECOND_TICK = 'm8 9.5 5.5-7';
const SIGNS = {
  queued: ['M6 1.5a4.5 4.5 0 1 0 .01 0ZM6 4v2.2l1.6 1'],
  written: [TICK],
  sent: [TICK],
  delivered: [TICK, SECOND_TICK],
  read: [TICK, SECOND_TICK],
  failed: ['m2 2 8 8m0-8-8 8'],
  withdrawn: [],
} as const;

/** How far a message of ours has come; of what failed also why. */
export function Ticks({ state, failure }: Pick<TranscriptEntry, 'state' | 'failure'>) {
  const { say, label } = useWords();
  if (state === 'received') return null;
  const text = say(state);
  if (state === 'withdrawn') return <span>{text}</span>;
  const known = failure === undefined ? undefined : label('failure', failure);
  const why = known === failure && known !== undefined ? say('failureCode', { code: known }) : known;
  return (
    <>
      {state === 'failed' && (
        <span class="why-failed">{why === undefined ? text : say('failedBecause', { why })}</span>
      )}
      <svg class="tick" data-state={state} viewBox="0 0 15 12" role="img" aria-label={text}>
        <title>{text}</title>
        {SIGNS[state].map((path) => (
          <path key={path} d={path} />
        ))}
      </svg>
    </>
  );
}
