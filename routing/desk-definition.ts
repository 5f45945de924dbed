import { z } from 'zod';
import { IANAZone } from 'luxon';
import { LANGUAGES, type Language } from '../texts/texts.js';
import { MASKS } from './brief/masks.js';

const id = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u, 'use letters, digits, - and _, without spaces');
const wallTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write a time of day as "HH:MM", at most "24:00"');
const seconds = z.number().int().positive();
const day = z.number().int().min(1).max(7);

/** A stretch of the day on the wall clock, half-open: `from` belongs to it, `to` does not. */
const timeRange = z.strictObject({ from: wallTime, to: wallTime }).refine(({ from, to }) => from < to, {
  message: 'must end after it begins; over midnight write two',
  path: ['to'],
});
const shift = z
  .strictObject({ days: z.array(day).min(1), from: wallTime, to: wallTime })
  .refine(({ from, to }) => from < to, {
    message: 'must end after it begins; over midnight write two',
    path: ['to'],
  });

const level = z.enum(['technician', 'specialist', 'supervisor']);

const agent = z.strictObject({
  id,
  name: z.string().min(1),
  level,
  departments: z.array(id).min(1),
  skills: z.array(id),
  languages: z.array(z.string()).min(1),
  capacity: z.number().int().min(1),
  shifts: z.array(shift),
  admin: z.boolean().default(false),
  /**
   * Who they are on other channels, proven by the channel: { channel: botframework, person: emulator/ana }, or
   * { channel: whatsapp, person: '+5511990001001' }, or 'lid:123456789' where WhatsApp hides the number.
   */
  accounts: z
    .array(
      z.strictObject({
        channel: z.string(),
        person: z.string({ error: `write it in quotes: '+55 11 99000-1001'` }).min(1),
      }),
    )
    .default([]),
});

const SPECIAL_HOURS = [
  { from: '08:00', to: '09:15' },
  { from: '11:50', to: '13:20' },
  { from: '13:20', to: '14:30' },
];

export const rulesSchema = z.strictObject({
  /** When the same-day rule does not apply. */
  specialHours: z.array(timeRange).default(SPECIAL_HOURS),
  offerTimeoutSeconds: seconds.default(60),
  /** How long a rung whose agents are all busy holds a ticket before the next one is tried as well. */
  escalateAfterSeconds: seconds.default(300),
  retryAfterSeconds: seconds.default(120),
  /** The longest a customer goes without news or an answer; reminders then come less and less often. */
  silenceBudgetSeconds: seconds.default(60),
  /** A customer who has not answered their agent for so long is asked; after as long again the ticket is closed. */
  idleCloseMinutes: z.number().int().positive().default(30),
  /** A chat led on the company's own phone is given back when nobody has written there for so long. */
  phoneIdleMinutes: z.number().int().positive().default(60),
});

const keyword = z.strictObject({
  words: z.array(z.string().regex(/[\p{L}\p{N}]/u, 'write a word or a phrase')).min(1),
  urgent: z.boolean().default(false),
  /** Who must answer; a technician if left out. */
  level: level.optional(),
});

const thresholds = z.strictObject({
  /** Below this confidence (0 to 1) the bot has not understood. */
  sureEnough: z.number().min(0).max(1).default(0.5),
  /** A person is called after so many messages in a row that were not understood. */
  notUnderstood: z.number().int().min(1).default(2),
  /** A person is called after so many turns in a row that failed with a bug. */
  botFailed: z.number().int().min(1).default(2),
  /** A person is called for somebody as upset as this (0 to 1), or upset like `upsetTwice` two messages in a row. */
  upset: z.number().min(0).max(1).default(0.6),
  upsetTwice: z.number().min(0).max(1).default(0.4),
  /** A person is called when a problem is stated for so many-th time. */
  sameProblem: z.number().int().min(2).default(2),
  /** A request as complex as this (0 to 1) is for a specialist. */
  complexity: z.number().min(0).max(1).default(0.6),
  /** A person is called when one problem has gone on for so many turns or minutes. */
  topicTurns: z.number().int().min(2).default(8),
  topicMinutes: z.number().positive().default(15),
  /** A topic not mentioned for so long begins afresh. */
  topicRestsMinutes: z.number().positive().default(60),
  /** A customer's so many-th contact within `historyDays` is for a specialist. The newest five tickets are looked at. */
  contacts: z.number().int().min(2).max(6).default(3),
  historyDays: z.number().int().min(1).default(7),
  /** Words that call a person whatever else is said; `urgent` moves the request to the front. */
  keywords: z.array(keyword).default([]),
});

/** The order in which a conversation goes, and canned replies are offered. */
export const REPLY_STEPS = ['greet', 'identify', 'understand', 'solve', 'document', 'follow-up'] as const;
/** What a canned reply may leave open; the page fills it in. */
export const REPLY_PLACES = ['customer', 'agent', 'protocol'] as const;

const replyText = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .superRefine((text, context) => {
    const places = REPLY_PLACES.map((one) => `{{${one}}}`);
    const rest = places.reduce((left, place) => left.replaceAll(place, ''), text);
    const [unknown] = /\{\{[^{}]*\}\}|\{\{|\}\}/.exec(rest) ?? [];
    if (unknown === undefined) return;
    const message = `names no placeholder: ${unknown} (there are: ${places.join(', ')})`;
    context.addIssue({ code: 'custom', message });
  });

const cannedReply = z.strictObject({
  id,
  step: z.enum(REPLY_STEPS),
  text: z
    .partialRecord(z.enum(LANGUAGES), replyText)
    .refine((texts) => Object.keys(texts).length > 0, 'write it in at least one language'),
});

/** The configured team: what `desk.yaml` says, checked, with the defaults filled in. */
export const deskSchema = z
  .strictObject({
    name: z.string().min(1),
    timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), 'is no IANA time zone'),
    language: z.enum(LANGUAGES).default('pt-BR'),
    departments: z.array(z.strictObject({ id, name: z.string().min(1) })).min(1),
    /** Where a ticket goes whose problem names no department; the first one if left out. */
    defaultDepartment: id.optional(),
    agents: z.array(agent).min(1),
    rules: rulesSchema.prefault({}),
    holidays: z.array(z.strictObject({ date: z.iso.date(), department: id.optional() })).default([]),
    thresholds: thresholds.prefault({}),
    /** Before a person is called the bot asks once for what is missing: name, CPF, contract or phone, birth date. */
    asksWhoCalls: z.boolean().default(true),
    /** Personal data of which an agent's chat shows only a part; the console shows it whole. `[]`: nothing. */
    masks: z.array(z.enum(MASKS)).default([...MASKS]),
    /** What agents say again and again: offered for editing, never sent by itself. */
    cannedReplies: z.array(cannedReply).optional(),
    texts: z.partialRecord(z.enum(LANGUAGES), z.record(z.string(), z.string())).default({}),
  })
  .superRefine((desk, context) => {
    const departments = new Set(desk.departments.map((department) => department.id));
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const unknown = (name: string) =>
      `names no department: "${name}" (there are: ${[...departments].join(', ')})`;
    if (desk.defaultDepartment && !departments.has(desk.defaultDepartment))
      wrong(['defaultDepartment'], unknown(desk.defaultDepartment));
    desk.holidays.forEach(({ department }, i) => {
      if (department && !departments.has(department))
        wrong(['holidays', i, 'department'], unknown(department));
    });
    const seen = new Map<string, string>();
    const claim = (key: string, path: (string | number)[], text: string) => {
      if (seen.has(key)) wrong(path, `${text} is used twice`);
      seen.set(key, text);
    };
    desk.departments.forEach((one, i) =>
      claim(`department ${one.id}`, ['departments', i, 'id'], `the id "${one.id}"`),
    );
    desk.cannedReplies?.forEach((one, i) =>
      claim(`reply ${one.id}`, ['cannedReplies', i, 'id'], `the id "${one.id}"`),
    );
    desk.agents.forEach((one, i) => {
      claim(`id ${one.id}`, ['agents', i, 'id'], `the id "${one.id}"`);
      one.departments.forEach((name, j) => {
        if (!departments.has(name)) wrong(['agents', i, 'departments', j], unknown(name));
      });
    });
  });

export type DeskDefinition = z.infer<typeof deskSchema>;
export type Agent = DeskDefinition['agents'][number];
export type Account = Agent['accounts'][number];
export type Level = Agent['level'];
export type Rules = z.infer<typeof rulesSchema>;
export type Thresholds = DeskDefinition['thresholds'];
export type Keyword = Thresholds['keywords'][number];
export type CannedReply = z.infer<typeof cannedReply>;
export type TimeRange = z.infer<typeof timeRange>;

export const departmentName = (desk: DeskDefinition, department: string): string =>
  desk.departments.find(({ id }) => id === department)?.name ?? department;

export const agentNamed = (desk: DeskDefinition, agentId: string): Agent | undefined =>
  desk.agents.find(({ id }) => id === agentId);

/** Somebody on a channel, as the channel vouches for them. */
export interface PersonThere {
  readonly channel: string;
  readonly person: string;
  /** E.164 without plus. */
  readonly phone?: string | undefined;
  /** Another id of theirs. */
  readonly alias?: string | undefined;
}

/**
 * The agent who is this person on this channel, by the person's id or, where the network vouches for them, by their
 * other id (`lid:...`) or their number (`+55...`). Never by a name, nor by anything that was written. The console knows
 * agents by their own id.
 */
export function agentAt(desk: DeskDefinition, there: PersonThere): Agent | undefined {
  const { channel, person, phone, alias } = there;
  if (channel === 'console') return agentNamed(desk, person);
  const ids = new Set([person, alias, phone === undefined ? undefined : `+${phone}`]);
  return desk.agents.find(({ accounts }) =>
    accounts.some((one) => one.channel === channel && ids.has(one.person)),
  );
}

/** The language in which we speak to an agent: the first of theirs that we have, else the desk's. */
export const languageOfAgent = (desk: DeskDefinition, agent: Agent): Language =>
  LANGUAGES.find(
    (language) => language === agent.languages.find((one) => LANGUAGES.includes(one as Language)),
  ) ?? desk.language;
