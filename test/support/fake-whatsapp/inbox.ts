/** Things that come one by one, and whoever waits for the next of them. */
export class Inbox<T> {
  private items: T[] = [];
  private waiting: { take: (item: T) => void; fits: (item: T) => boolean }[] = [];
  /** Everything that ever came, taken or not. */
  readonly all: T[] = [];

  push(item: T) {
    this.all.push(item);
    const waiter = this.waiting.findIndex(({ fits }) => fits(item));
    if (waiter >= 0) this.waiting.splice(waiter, 1)[0]?.take(item);
    else this.items.push(item);
  }

  /** Takes the first that fits, or fails when none has come in time. */
  next(timeoutMs = 5000, fits: (item: T) => boolean = () => true, what = 'item'): Promise<T> {
    const here = this.items.findIndex(fits);
    if (here >= 0) return Promise.resolve(this.items.splice(here, 1)[0]!);
    return new Promise((resolve, reject) => {
      const waiter = {
        fits,
        take: (item: T) => {
          clearTimeout(timer);
          resolve(item);
        },
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(new Error(`no ${what} within ${timeoutMs} ms`));
      }, timeoutMs);
      this.waiting.push(waiter);
    });
  }

  /** How many nobody has taken. */
  get size() {
    return this.items.length;
  }

  clear() {
    this.items = [];
  }
}
