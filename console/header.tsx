import type { Me } from '../channels/console/api.js';
import { Brand } from './form.js';
import type { Connection } from './stream.js';
import { useWords } from './words.js';

interface HeaderProps {
  readonly me: Me;
  readonly connection: Connection;
  readonly onAvailable: (available: boolean) => void;
  readonly onChangePassword: () => void;
  readonly onSignOut: () => void;
}

/** Who one is and whether one is there; without a connection also what that means for the work. */
export function Header(props: HeaderProps) {
  const { say } = useWords();
  return (
    <>
      <Top {...props} />
      {props.connection === 'offline' && <p class="offline-hint">{say('offlineHint')}</p>}
    </>
  );
}

function Top(props: HeaderProps) {
  const { say } = useWords();
  const { me, connection } = props;
  return (
    <header class="top">
      <Brand />
      <span class={`connection ${connection}`} role="status">
        {say(connection)}
      </span>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={me.available}
        aria-label={say('availability')}
        onClick={() => props.onAvailable(!me.available)}
      >
        <span class="switch-track" aria-hidden="true" />
        <span class="switch-text">{say(me.available ? 'available' : 'away')}</span>
      </button>
      <details
        class="menu"
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.open = false;
        }}
        onFocusOut={({ relatedTarget, currentTarget }) => {
          if (!currentTarget.contains(relatedTarget as Node | null)) currentTarget.open = false;
        }}
      >
        <summary>{me.name}</summary>
        <div class="menu-items">
          <button type="button" onClick={props.onChangePassword}>
            {say('changePassword')}
          </button>
          <button type="button" onClick={props.onSignOut}>
            {say('signOut')}
          </button>
        </div>
      </details>
    </header>
  );
}
