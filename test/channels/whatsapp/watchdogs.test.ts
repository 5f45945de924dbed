import { atMost, Backlog, watch, type After } from '../../../channels/whatsapp/watchdogs.js';

/** A clock that moves by hand. */
function clock() {
  let now = 0;
  const due = new Map<number, { at: number; run: () => void }>();
  let next = 0;
  const after: After = (ms, run) => {
    const id = next++;
    due.set(id, { at: now + ms, run });
    return () => void due.delete(id);
  };
  const passes = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const [first] = [...due].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at);
      if (!first) break;
      due.delete(first[0]);
      now = first[1].at;
      first[1].run();
    }
    now = end;
  };
  return { after, passes, waiting: () => due.size };
}

function watched() {
  const time = clock();
  const bites: string[] = [];
  const dog = watch(time.after, { startMs: 60_000, pairingMs: 60_000, silentMs: 75_000 }, (why) =>
    bites.push(why),
  );
  /** Time goes by, and every second something comes. */
  const talks = (seconds: number) => {
    for (let n = 0; n < seconds; n++) {
      time.passes(1000);
      dog.frame();
    }
  };
  return { ...time, dog, bites, talks };
}

describe('a watched socket', () => {
  it('bites when neither a QR code nor a login has come in a minute', () => {
    const { bites, talks } = watched();
    talks(59);
    expect(bites).toEqual([]);
    talks(1);
    expect(bites).toEqual(['start']);
  });

  it('lets a QR code wait to be scanned', () => {
    const { bites, dog, talks } = watched();
    dog.phase('linking');
    talks(600);
    expect(bites).toEqual([]);
  });

  it('bites when no login follows the pairing', () => {
    const { bites, dog, talks } = watched();
    dog.phase('linking');
    talks(100);
    dog.phase('pairing');
    talks(60);
    expect(bites).toEqual(['pairing']);
  });

  it('bites after 75 s of silence, and not while anything comes', () => {
    const { bites, dog, talks, passes } = watched();
    dog.phase('open');
    talks(1000);
    passes(74_000);
    expect(bites).toEqual([]);
    passes(16_000);
    expect(bites).toEqual(['silence']);
  });

  it('bites once, and never after it was called off', () => {
    const { bites, dog, passes, waiting } = watched();
    dog.stop();
    for (let n = 0; n < 5; n++) dog.sendTimedOut();
    dog.phase('pairing');
    passes(1_000_000);
    expect(bites).toEqual([]);
    expect(waiting()).toBe(0);
  });

  it('bites at the third send in a row without an answer', () => {
    const { bites, dog } = watched();
    for (let n = 0; n < 2; n++) dog.sendTimedOut();
    dog.sendConfirmed();
    for (let n = 0; n < 2; n++) dog.sendTimedOut();
    expect(bites).toEqual([]);
    for (let n = 0; n < 5; n++) dog.sendTimedOut();
    expect(bites).toEqual(['sends']);
  });
});

describe('what waits at WhatsApp', () => {
  const logins = (...counts: number[]) => {
    const backlog = new Backlog();
    return counts.map((count) => backlog.found(count));
  };

  it('is stuck when three logins in a row were lost and it never got less', () => {
    expect(logins(5, 5, 6, 9)).toEqual([false, false, false, true]);
  });

  it('is not stuck as long as it gets less', () => {
    expect(logins(9, 8, 8, 7, 7, 7)).not.toContain(true);
  });

  it('is not stuck when it came, however much waits the next time', () => {
    const backlog = new Backlog();
    for (const count of [1, 2, 3, 4, 5, 6]) {
      expect(backlog.found(count)).toBe(false);
      backlog.caughtUp();
    }
  });
});

describe('patience', () => {
  it('ends with the work, also if that fails, and with the time', async () => {
    const { after, passes, waiting } = clock();
    await atMost(after, 1000, Promise.reject(new Error('no')));
    expect(waiting()).toBe(0);
    const never = atMost(after, 1000, new Promise(() => undefined));
    passes(1000);
    await never;
  });
});
