/** The dialogs a knowledge file may name under `dialog`. Ids are stored with running conversations: they never change. */
export const TASKS = {
  noConnection: 'no-connection',
  slowConnection: 'slow-connection',
  bookVisit: 'visit-book',
  changeVisit: 'visit-change',
  cancelVisit: 'visit-cancel',
  invoiceCopy: 'invoice-copy',
  invoiceDisputed: 'invoice-disputed',
  paymentMissing: 'payment-missing',
  ticketStatus: 'ticket-status',
  addressChange: 'address-change',
} as const;

export const TASK_IDS: readonly string[] = Object.values(TASKS);
