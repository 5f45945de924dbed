import { useId } from 'preact/hooks';
import type { LineView } from '../channels/console/api.js';
import { Board, type BoardProps } from './board.js';
import { Lines } from './lines.js';
import { Search } from './search.js';
import { useWords } from './words.js';

const TABS = ['board', 'all', 'lines'] as const;
export type Tab = (typeof TABS)[number];

interface ListsProps extends BoardProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly lines: readonly LineView[];
  readonly onLinesChanged: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** What is on now, everything of the last days, or the lines if there are any. The arrows change between them. */
export function Lists(props: ListsProps) {
  const { lines, onTab } = props;
  const { say } = useWords();
  const tabs = TABS.filter((one) => one !== 'lines' || lines.length > 0);
  const tab = tabs.includes(props.tab) ? props.tab : 'board';
  const id = useId();
  const turn = (key: string, list: HTMLElement) => {
    const step = STEPS[key];
    if (step === undefined) return;
    const next = tabs.at((tabs.indexOf(tab) + step) % tabs.length) ?? 'board';
    onTab(next);
    list.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next}`)}`)?.focus();
  };
  return (
    <>
      <div
        class="tabs"
        role="tablist"
        aria-label={say('lists')}
        onKeyDown={({ key, currentTarget }) => turn(key, currentTarget)}
      >
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`${id}-${one}`}
            aria-selected={tab === one}
            aria-controls={`${id}-panel`}
            tabIndex={tab === one ? 0 : -1}
            onClick={() => onTab(one)}
          >
            {say(one)}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === 'board' && <Board {...props} />}
        {tab === 'all' && <Search {...props} />}
        {tab === 'lines' && <Lines lines={lines} onChanged={props.onLinesChanged} />}
      </div>
    </>
  );
}
