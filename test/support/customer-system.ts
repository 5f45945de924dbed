import type { CustomerChange } from '../../bot/store.js';
import type {
  Contact,
  Customers,
  Found,
  Invoice,
  Plan,
  Profile,
  Slot,
  Told,
  Visit,
} from '../../dialogs/customers.js';

/** A customer as a test invents one. */
export interface TestCustomer {
  readonly profile: Profile;
  readonly phone: string;
  readonly birthDate: string;
  readonly plan: Plan;
  readonly invoices: readonly Invoice[];
  visits: readonly Visit[];
  readonly history: readonly Contact[];
}

export const invoice = (month: string, amountCents: number, more: Partial<Invoice> = {}): Invoice => ({
  id: `f-${month}`,
  ...{ month, dueDate: `${month}-10`, amountCents },
  boleto: '99990000000000000000000000000000000000000010990',
  pix: '00020126pix-of-a-test6304ABCD',
  ...more,
});

export const MARIA: TestCustomer = {
  profile: {
    ...{ id: 'c-1', name: 'Maria Aparecida Souza', document: '52998224725', contract: '10020030' },
    address: 'Rua das Palmeiras, 301, Vila Nova, Campinas',
  },
  phone: '+5519988776655',
  birthDate: '1980-03-12',
  plan: { name: 'Fibra 500', downMbps: 500, upMbps: 250, priceCents: 10_990 },
  invoices: [
    invoice('2026-11', 10_990),
    invoice('2026-10', 14_900, { paidOn: '2026-10-09' }),
    invoice('2026-09', 10_990, { paidOn: '2026-09-10' }),
  ],
  visits: [],
  history: [],
};

export const BRUNO: TestCustomer = {
  profile: {
    ...{ id: 'c-2', name: 'Bruno Reis', document: '11144477735', contract: '10020031' },
    address: 'Rua Sete de Setembro, 120, São José, Campinas',
  },
  phone: '+5519977665544',
  birthDate: '1991-12-01',
  plan: { name: 'Fibra 300', downMbps: 300, upMbps: 150, priceCents: 8990 },
  invoices: [invoice('2026-11', 8990, { paidOn: '2026-11-05' }), invoice('2026-10', 8990)],
  visits: [],
  history: [],
};

/** A customer system in memory. `full` half days are taken; `fails` makes every call fail. */
export interface TestSystem extends Customers {
  readonly people: readonly TestCustomer[];
  readonly full: Set<string>;
  fails: boolean;
  /** What a commit would do. */
  apply(change: CustomerChange): void;
}

const HALVES = ['morning', 'afternoon'] as const;

export function customerSystem(
  people: readonly TestCustomer[] = [structuredClone(MARIA), structuredClone(BRUNO)],
): TestSystem {
  const of = (id: string) => people.find(({ profile }) => profile.id === id);
  const full = new Set<string>();
  const system: TestSystem = {
    people,
    full,
    fails: false,
    find: async (told) => (await up(), found(people, told)),
    profile: async (id) => (await up(), of(id)?.profile),
    plan: async (id) => (await up(), of(id)?.plan),
    invoices: async (id) => (await up(), of(id)?.invoices ?? []),
    visits: async (id, today) => (await up(), (of(id)?.visits ?? []).filter(({ date }) => date >= today)),
    openSlots: async (from, limit) => (await up(), slotsFrom(from, full).slice(0, limit)),
    history: async (id) => (await up(), of(id)?.history ?? []),
    apply: (change) => {
      if (change.type === 'proof.failed' || change.type === 'proof.succeeded') return;
      const who = of(change.customerId);
      if (!who) throw new Error(`There is no customer ${change.customerId}.`);
      const others = who.visits.filter(({ protocol }) => protocol !== change.protocol);
      const one = who.visits.find(({ protocol }) => protocol === change.protocol);
      const { type, customerId: _, ...fields } = change;
      if (type === 'visit.cancelled') who.visits = others;
      else who.visits = [...others, { reason: '', ...one, ...fields } as Visit];
    },
  };
  const up = async () => {
    if (system.fails) throw new Error('the customer system is down');
  };
  return system;
}

function found(people: readonly TestCustomer[], told: Told): Found {
  const { document, contract, phone, birthDate } = told;
  if (document === undefined && contract === undefined && phone === undefined)
    return { status: 'incomplete', missing: 'identifier' };
  const proof = birthDate !== undefined || (contract !== undefined && (document ?? phone) !== undefined);
  if (!proof) return { status: 'incomplete', missing: 'proof' };
  const one = people.find(
    (person) =>
      (document === undefined || document === person.profile.document) &&
      (contract === undefined || contract === person.profile.contract) &&
      (phone === undefined || phone === person.phone) &&
      (birthDate === undefined || birthDate === person.birthDate),
  );
  return one ? { status: 'verified', customerId: one.profile.id } : { status: 'mismatch' };
}

/** Monday to Friday both halves, of the next sixty days. */
function slotsFrom(from: string, full: ReadonlySet<string>): Slot[] {
  const first = new Date(`${from}T12:00:00Z`).getTime();
  const days = Array.from({ length: 60 }, (_, i) => new Date(first + i * 86_400_000));
  return days
    .filter((day) => ![0, 6].includes(day.getUTCDay()))
    .flatMap((day) => HALVES.map((period) => ({ date: day.toISOString().slice(0, 10), period })))
    .filter(({ date, period }) => !full.has(`${date} ${period}`));
}
