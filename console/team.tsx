import { useState } from 'preact/hooks';
import type { Me, TeamMember } from '../channels/console/api.js';
import { useWords } from './words.js';

/** Whether somebody can be asked; the words of these names say so. */
export const presenceOf = ({ onShift, available }: TeamMember) =>
  onShift ? (available ? 'available' : 'away') : 'offShift';

const ORDER = ['available', 'away', 'offShift'] as const;
const CLOSED = 'bastao.team-closed';

/** Everyone of the desk with their load. Stays open or closed as it was left on this machine. */
export function Team({ me, team }: { readonly me: Me; readonly team: readonly TeamMember[] }) {
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(() => localStorage.getItem(CLOSED) === null);
  const toggled = (open: boolean) => {
    setIsOpen(open);
    if (open) localStorage.removeItem(CLOSED);
    else localStorage.setItem(CLOSED, 'yes');
  };
  const sorted = ORDER.flatMap((presence) => team.filter((member) => presenceOf(member) === presence));
  const there = team.filter((member) => presenceOf(member) === 'available').length;
  return (
    <section class="column team" aria-labelledby="team">
      <details open={isOpen} onToggle={({ currentTarget }) => toggled(currentTarget.open)}>
        <summary>
          <h2 id="team">{say('team')}</h2>
          <span class="quiet">{say('teamCount', { there, all: team.length })}</span>
        </summary>
        <ul class="members">
          {sorted.map((member) => (
            <Member key={member.id} member={member} isMe={member.id === me.id} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function Member({ member, isMe }: { readonly member: TeamMember; readonly isMe: boolean }) {
  const { say, label } = useWords();
  const presence = presenceOf(member);
  const { name, level, departments, skills } = member;
  return (
    <li class={`member ${presence}`}>
      <span class="member-name">
        <strong>{name}</strong>
        {isMe && <span class="quiet"> ({say('isMe')})</span>}
      </span>
      <span class="presence">{say(presence)}</span>
      <span class="quiet member-where" title={skills.join(', ')}>
        {label('level', level)} · {departments.join(', ')}
      </span>
      <Load {...member} />
    </li>
  );
}

const MOST_CELLS = 10;

function Load({ open, capacity }: Pick<TeamMember, 'open' | 'capacity'>) {
  const { say } = useWords();
  const cells = Math.min(MOST_CELLS, Math.max(open, capacity));
  return (
    <span class="load" role="img" aria-label={say('load', { open, capacity })}>
      <span class={`cells ${open >= capacity ? 'full' : ''}`}>
        {Array.from({ length: cells }, (_, cell) => (
          <span key={cell} class={cell < open ? 'taken' : ''} />
        ))}
      </span>
      <span class="number">
        {open}/{capacity}
      </span>
    </span>
  );
}
