import { useId, useState } from 'preact/hooks';
import { Board, type BoardProps } from './board.js';
import { Search } from './search.js';
import { useWords } from './words.js';

const TABS = ['board', 'all'] as const;
type Tab = (typeof TABS)[number];

/** What is on now, or everything of the last days. The arrows change between the two. */
export function Lists(props: BoardProps) {
  const { say } = useWords();
  const [tab, setTab] = useState<Tab>('board');
  const id = useId();
  const turn = (key: string, tabs: HTMLElement) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const next = tab === 'board' ? 'all' : 'board';
    setTab(next);
    tabs.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next}`)}`)?.focus();
  };
  return (
    <>
      <div
        class="tabs"
        role="tablist"
        aria-label={say('lists')}
        onKeyDown={({ key, currentTarget }) => turn(key, currentTarget)}
      >
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`${id}-${one}`}
            aria-selected={tab === one}
            aria-controls={`${id}-panel`}
            tabIndex={tab === one ? 0 : -1}
            onClick={() => setTab(one)}
          >
            {say(one)}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === 'board' ? <Board {...props} /> : <Search {...props} />}
      </div>
    </>
  );
}
