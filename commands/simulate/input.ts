import { z } from 'zod';
import { deskSchema, rulesSchema, type DeskDefinition } from '../../routing/desk-definition.js';
import { inFileOrder, InputProblem, valueAt } from './problem.js';

const desk = deskSchema.shape;
const department = desk.departments.element.shape.id;
const agent = desk.agents.element.omit({ admin: true, accounts: true });
const agentId = z.string();
const ticket = z.string().min(1).max(100);

const toTheSecond = z.iso.datetime({ offset: true });
const toTheMinute = z.iso.datetime({ offset: true, precision: -1 });
const moment = z
  .string()
  .refine((text) => toTheSecond.safeParse(text).success || toTheMinute.safeParse(text).success, {
    message: 'write a moment with its offset from UTC, as "2026-11-23T09:20:00-03:00"',
  })
  .transform((text) => new Date(text));

const answer = { at: moment, ticket, agent: agentId };
const event = z.discriminatedUnion('type', [
  z.strictObject({
    ...{ at: moment, type: z.literal('ticket.opened'), ticket },
    ...{ customer: z.string().min(1), department, language: z.string().min(1).optional() },
    skills: agent.shape.skills.default([]),
    urgency: z.enum(['normal', 'urgent']).default('normal'),
    level: agent.shape.level.default('technician'),
  }),
  z.strictObject({ type: z.literal('ticket.accepted'), ...answer }),
  z.strictObject({ type: z.literal('ticket.refused'), ...answer }),
  z
    .strictObject({
      ...{ at: moment, type: z.literal('ticket.transferred'), ticket },
      ...{ agent: agentId.optional(), department: department.optional() },
    })
    .refine((to) => (to.agent === undefined) !== (to.department === undefined), {
      message: 'name an agent or a department, and only one of them',
      path: ['agent'],
    }),
  z.strictObject({ at: moment, type: z.literal('ticket.closed'), ticket }),
  z.strictObject({ at: moment, type: z.literal('agent.away'), agent: agentId }),
  z.strictObject({ at: moment, type: z.literal('agent.available'), agent: agentId }),
]);

const simulationSchema = z.strictObject({
  timeZone: desk.timeZone,
  rules: rulesSchema.prefault({}),
  holidays: desk.holidays,
  agents: z.array(agent),
  events: z.array(event),
  until: moment.optional(),
});

/** A team, and what happens to it in a stretch of time. */
export type Simulation = z.infer<typeof simulationSchema>;
export type SimulatedEvent = Simulation['events'][number];

/** The file as a simulation, or its problems in the order of the file. */
export type Reading =
  | { readonly ok: true; readonly simulation: Simulation }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

export function readSimulation(file: unknown): Reading {
  const parsed = simulationSchema.safeParse(file);
  const repeated = repeatedAgents(file);
  if (parsed.success && repeated.length === 0) return { ok: true, simulation: parsed.data };
  const problems = (parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, file));
  return { ok: false, problems: inFileOrder([...problems, ...repeated], file) };
}

function problemsOf(issue: z.core.$ZodIssue, file: unknown): InputProblem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => new InputProblem([...path, key], 'there is no such key'));
  const missing = issue.code !== 'custom' && path.reduce(valueAt, file) === undefined;
  return [new InputProblem(path, missing ? 'is missing' : issue.message)];
}

function repeatedAgents(file: unknown): InputProblem[] {
  const agents = valueAt(file, 'agents');
  if (!Array.isArray(agents)) return [];
  const ids = agents.map((one) => valueAt(one, 'id'));
  return ids.flatMap((id, i) =>
    typeof id === 'string' && ids.indexOf(id) < i
      ? [new InputProblem(['agents', i, 'id'], `the id "${id}" is used twice`)]
      : [],
  );
}

/** The team as the desk knows one. A department exists by being named. */
export function definitionOf({ timeZone, rules, holidays, agents, events }: Simulation): DeskDefinition {
  const named = [
    ...agents.flatMap(({ departments }) => departments),
    ...holidays.map((holiday) => holiday.department),
    ...events.map((one) => ('department' in one ? one.department : undefined)),
  ].filter((one) => one !== undefined);
  return {
    ...{ name: 'simulation', language: 'pt-BR', timeZone, rules, holidays },
    departments: [...new Set(named)].map((id) => ({ id, name: id })),
    agents: agents.map((one) => ({ ...one, admin: false, accounts: [] })),
    thresholds: desk.thresholds.parse(undefined),
    asksWhoCalls: false,
    masks: [],
    texts: {},
  };
}
