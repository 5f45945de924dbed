/**
 * The messages that the delivery has taken out of the outbox and whose end is not kept yet: the person may have read one
 * of these already, whatever its row says.
 */
export class InHand {
  readonly #portions = new Map<string, ReadonlySet<string>>();

  has(id: string): boolean {
    return this.#portions.has(id);
  }

  /** These are delivered now, one after the other. */
  taken(ids: readonly string[]): void {
    const portion = new Set(ids);
    for (const id of ids) this.#portions.set(id, portion);
  }

  /** It was delivered, refused, or is wanted no longer. */
  done(id: string): void {
    this.#portions.delete(id);
  }

  /** It must wait, and all that were taken with it. */
  putBack(id: string): void {
    for (const one of this.#portions.get(id) ?? []) this.#portions.delete(one);
  }
}
