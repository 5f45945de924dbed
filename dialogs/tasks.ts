import { AddressChangeDialog } from './address-change-dialog.js';
import type { DialogDeps } from './dialog-deps.js';
import { InvoiceCopyDialog } from './invoice/invoice-copy-dialog.js';
import { InvoiceDisputedDialog } from './invoice/invoice-disputed-dialog.js';
import { PaymentMissingDialog } from './invoice/payment-missing-dialog.js';
import { NoConnectionDialog } from './no-connection-dialog.js';
import { SlowConnectionDialog } from './slow-connection-dialog.js';
import type { TaskDialog } from './task-dialog.js';
import { TicketStatusDialog } from './ticket-status-dialog.js';
import { BookVisitDialog } from './visit/book-visit-dialog.js';
import { CancelVisitDialog } from './visit/cancel-visit-dialog.js';
import { ChangeVisitDialog } from './visit/change-visit-dialog.js';

/** Every dialog of several steps, one of each id in `TASKS`. */
export const tasksOf = (deps: DialogDeps): TaskDialog<object>[] => [
  new NoConnectionDialog(deps),
  new SlowConnectionDialog(deps),
  new InvoiceCopyDialog(deps),
  new InvoiceDisputedDialog(deps),
  new PaymentMissingDialog(deps),
  new AddressChangeDialog(deps),
  new TicketStatusDialog(deps),
  new BookVisitDialog(deps),
  new ChangeVisitDialog(deps),
  new CancelVisitDialog(deps),
];
