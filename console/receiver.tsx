import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Named, TeamMember, TicketSummary } from '../channels/console/api.js';
import type { Draft } from './action-form.js';
import { presenceOf } from './team.js';
import { useWords } from './words.js';

/** To whom a ticket goes: `agent:` or `department:` and the id. */
export function Receiver({
  draft,
  children,
}: {
  readonly draft: Draft;
  readonly children: ComponentChildren;
}) {
  const { say } = useWords();
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{say('transferTo')}</label>
      <select
        id={id}
        required
        value={draft.text}
        onChange={({ currentTarget }) => draft.write(currentTarget.value)}
      >
        <option value="">{say('choose')}</option>
        {children}
      </select>
    </div>
  );
}

/** Everyone but who has the ticket; those of its department first, those who are not there not to be chosen. */
export function AgentChoice({
  ticket,
  team,
}: {
  readonly ticket: TicketSummary;
  readonly team: readonly TeamMember[];
}) {
  const { say } = useWords();
  const others = team.filter(({ id }) => id !== ticket.agent?.id);
  const own = others.filter(({ departments }) => departments.includes(ticket.department));
  const elsewhere = others.filter(({ departments }) => !departments.includes(ticket.department));
  return (
    <>
      <Colleagues label={say('colleaguesOf', { department: ticket.department })} members={own} />
      <Colleagues label={say('otherColleagues')} members={elsewhere} />
    </>
  );
}

function Colleagues({
  label: title,
  members,
}: {
  readonly label: string;
  readonly members: readonly TeamMember[];
}) {
  const { say, label } = useWords();
  if (members.length === 0) return null;
  return (
    <optgroup label={title}>
      {members.map((member) => {
        const presence = presenceOf(member);
        const state = presence === 'available' ? `${member.open}/${member.capacity}` : say(presence);
        return (
          <option key={member.id} value={`agent:${member.id}`} disabled={presence !== 'available'}>
            {[member.name, label('level', member.level), state].join(' · ')}
          </option>
        );
      })}
    </optgroup>
  );
}

export function DepartmentChoice({
  ticket,
  departments,
}: {
  readonly ticket: TicketSummary;
  readonly departments: readonly Named[];
}) {
  const { say } = useWords();
  return (
    <optgroup label={say('departments')}>
      {departments.map(({ id, name }) => (
        <option key={id} value={`department:${id}`}>
          {name === ticket.department ? say('thisDepartment', { name }) : name}
        </option>
      ))}
    </optgroup>
  );
}
