import type { TeamMember } from '../../../channels/console/api.js';
import { person, ticket, type FakeDesk } from './fake-desk.js';

const member = (id: string, name: string, more: Partial<TeamMember> = {}): TeamMember => ({
  ...{ id, name, level: 'technician', departments: ['Suporte'], skills: ['rede'] },
  ...{ onShift: true, available: true, open: 0, capacity: 4 },
  ...more,
});

/** Three tickets of an internet provider's desk: one to offer, one waiting, one closed an hour ago. */
export function fillDesk(desk: FakeDesk): void {
  desk.problems = [
    { id: 'sem-internet', title: 'Sem internet' },
    { id: 'internet-lenta', title: 'Internet lenta' },
    { id: 'senha-wifi', title: 'Senha do wi-fi' },
  ];
  desk.departments = [
    { id: 'suporte', name: 'Suporte' },
    { id: 'financeiro', name: 'Financeiro' },
  ];
  desk.team = [
    member('ana', 'Ana', { open: 1 }),
    member('bia', 'Bia', { level: 'supervisor', departments: ['Suporte', 'Financeiro'] }),
    member('carlos', 'Carlos', { open: 3, capacity: 3 }),
    member('davi', 'Davi', { departments: ['Financeiro'], available: false }),
    member('eva', 'Eva Maria de Albuquerque Vasconcelos', { level: 'specialist', onShift: false }),
  ];
  desk.people.set('carlos', person('carlos', 'Carlos'));
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const said = (position: number, author: 'customer' | 'bot' | 'desk', text: string, minutes: number) => ({
    id: `m${position}`,
    position: -100 + position,
    author: author === 'customer' ? { kind: author, name: 'Marina Alves' } : { kind: author },
    text,
    attachments: [],
    at: at(minutes),
    state: author === 'customer' ? ('received' as const) : ('sent' as const),
  });
  desk.tickets.set(
    't12',
    ticket('t12', 12, {
      brief: [
        { label: 'Quem', text: 'Marina Alves, plano Fibra 300, cliente desde 2021' },
        { label: 'Problema', text: 'Internet lenta todas as noites, das 19h às 23h' },
        { label: 'O que já foi tentado', text: 'Reiniciar o modem (duas vezes); testar por cabo' },
        { label: 'Humor', text: 'Cansada, mas educada' },
      ],
      ...{ problemId: 'internet-lenta', kind: 'complaint' },
      cannedReplies: [
        { id: 'oi', step: 'greet', text: 'Oi, {{customer}}! Aqui é {{agent}}.' },
        { id: 'cpf', step: 'identify', text: 'Me passa o CPF do titular, por favor?' },
        { id: 'luzes', step: 'understand', text: 'Como estão as luzes do modem agora?' },
        {
          id: 'reiniciar',
          step: 'solve',
          text: 'Tire o modem da tomada, espere 30 segundos e ligue de novo.',
        },
        { id: 'protocolo', step: 'document', text: 'Registrei tudo no protocolo {{protocol}}.' },
        { id: 'mais', step: 'follow-up', text: 'Posso ajudar em mais alguma coisa, {{customer}}?' },
      ],
      earlier: [
        {
          ...{ id: 't09', protocol: '20260312-0009', status: 'closed', openedAt: at(3000), mayOpen: true },
          ...{ problem: 'Troca de senha do wi-fi', agent: 'Carlos', outcome: 'resolved' },
          ...{ told: 'A senha fica no aplicativo', solved: 'Senha trocada com a cliente' },
        },
        {
          ...{ id: 'x', protocol: '20260227-0003', status: 'closed', openedAt: at(23000), mayOpen: false },
          ...{ problem: 'Fatura contestada', outcome: 'abandoned' },
        },
      ],
      events: [
        {
          at: at(4),
          type: 'opened',
          reasons: [{ code: 'handoff.asked', text: 'A cliente pediu um atendente.' }],
        },
      ],
      transcript: [
        said(1, 'customer', 'Boa noite, minha internet está muito lenta', 9),
        said(2, 'bot', 'Boa noite, Marina! Você já reiniciou o modem?', 9),
        {
          ...said(2.5, 'bot', '', 8),
          attachments: [
            {
              contentType: 'application/vnd.microsoft.card.adaptive',
              card: 'Plano Fibra 300 · fatura em dia · sem queda na região',
            },
          ],
        },
        said(3, 'customer', 'Já, duas vezes. Medi em https://medidor.example/r/8841 e deu 12 mega.', 6),
        said(4, 'customer', '<img src=x onerror="document.title=1"> quero falar com uma pessoa', 4),
        said(5, 'desk', 'Passei seu caso para uma pessoa da equipe. Você é a próxima.', 4),
      ],
    }),
  );
  desk.tickets.set(
    't13',
    ticket('t13', 13, { customer: 'João Pedro', problem: 'Segunda via do boleto', channel: 'whatsapp' }),
  );
  desk.tickets.set(
    't09',
    ticket('t09', 9, {
      customer: 'Rita de Cássia Nogueira',
      problem: 'Troca de senha do wi-fi',
      status: 'closed',
      closedAt: at(70),
      agent: { id: 'carlos', name: 'Carlos' },
    }),
  );
}

/** Offers a ticket to an agent for a minute, with reasons. */
export const offerTicket = (
  desk: FakeDesk,
  ticketId: string,
  { id, name }: { id: string; name: string },
  urgency: 'normal' | 'urgent' = 'normal',
) => {
  const chosenBecause = [
    { code: 'same-day.none', text: 'Ninguém concluiu hoje um atendimento desta cliente.' },
    { code: 'skill', text: `${name} conhece "rede" e está com 1 de 4 atendimentos.` },
  ];
  desk.change(
    ticketId,
    {
      status: 'offered',
      agent: { id, name },
      urgency,
      rule: 'skill',
      chosenBecause,
      answerBy: new Date(Date.now() + 60_000).toISOString(),
      events: [
        ...(desk.tickets.get(ticketId)?.events ?? []),
        {
          at: new Date().toISOString(),
          type: 'offered',
          agent: name,
          rule: 'skill',
          reasons: chosenBecause,
        },
      ],
    },
    id,
  );
};
