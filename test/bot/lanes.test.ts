import { Lanes } from '../../bot/lanes.js';

/** A job that begins when its turn comes and ends when it is told to. */
function job(log: string[], name: string) {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve(name));
  });
  const run = async () => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end: (error?: Error) => end(error) };
}

/** Everything that can happen without somebody's help has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('jobs of one key run one after the other, in the order they came', async () => {
  const lanes = new Lanes();
  const log: string[] = [];
  const [first, second] = [job(log, 'first'), job(log, 'second')];
  const results = [lanes.run('a', first.run), lanes.run('a', second.run)];
  second.end();
  await settled();
  expect(log).toEqual(['first begins']);
  first.end();
  expect(await Promise.all(results)).toEqual(['first', 'second']);
  expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('jobs of different keys do not wait for each other', async () => {
  const lanes = new Lanes();
  const log: string[] = [];
  const [slow, quick] = [job(log, 'slow'), job(log, 'quick')];
  const waiting = lanes.run('a', slow.run);
  quick.end();
  await expect(lanes.run('b', quick.run)).resolves.toBe('quick');
  expect(log).toEqual(['slow begins', 'quick begins', 'quick ends']);
  slow.end();
  await waiting;
});

test('a job that fails tells its caller and does not stop the ones behind it', async () => {
  const lanes = new Lanes();
  const log: string[] = [];
  const [bad, good] = [job(log, 'bad'), job(log, 'good')];
  const failing = lanes.run('a', bad.run);
  const following = lanes.run('a', good.run);
  bad.end(new Error('a bug'));
  good.end();
  await expect(failing).rejects.toThrow('a bug');
  await expect(following).resolves.toBe('good');
});

test('idle waits for everything, also for what is added meanwhile', async () => {
  const lanes = new Lanes();
  const log: string[] = [];
  const [first, added] = [job(log, 'first'), job(log, 'added')];
  const running = lanes.run('a', async () => {
    await first.run();
    void lanes.run('b', added.run);
  });
  void lanes.idle().then(() => log.push('idle'));
  first.end();
  await running;
  await settled();
  expect(log).toEqual(['first begins', 'first ends', 'added begins']);
  added.end();
  await settled();
  expect(log.at(-1)).toBe('idle');
});

test('with nothing to do it is idle at once', async () => {
  await expect(new Lanes().idle()).resolves.toBeUndefined();
});
