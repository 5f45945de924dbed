/** How the line to a network stands, for one reader. */
export interface LineView {
  readonly channel: string;
  readonly account: string;
  /** `waiting`: it is tried again at `retryAt`. `stopped`: it will not come back by itself. */
  readonly state: 'connecting' | 'linking' | 'catching-up' | 'open' | 'waiting' | 'stopped';
  /** UTC ISO. */
  readonly since: string;
  /** Why it is not open, and what to do about it. */
  readonly reason?: { readonly code: string; readonly text: string };
  readonly retryAt?: string;
  /** Our number, as people write it. */
  readonly phone?: string;
  readonly isAlarming: boolean;
  /** This reader may link it now. */
  readonly mayLink: boolean;
  /** What to scan or to type on the phone. A secret: there only for whoever may link. */
  readonly link?: { readonly qr?: QrDrawing; readonly code?: string };
}

/** A QR code as one SVG path over a square of this many modules, its quiet border included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}
