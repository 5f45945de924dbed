import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const run = promisify(execFile);

const WEBCHAT = {
  spec: 'botframework-webchat@4.18.1',
  /** Of the package, as the registry states it (`npm view botframework-webchat@4.18.1 dist.integrity`). */
  integrity:
    'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
  /** Of dist/webchat.js inside it. */
  sha256: '0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff',
};

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = join(root, 'dist/pages');

const hash = (algorithm: string, bytes: Buffer, form: 'hex' | 'base64') =>
  createHash(algorithm).update(bytes).digest(form);

const exists = (path: string) => stat(path).then(Boolean, () => false);

/** Writes all or nothing: a build that is broken off leaves no half file. */
async function place(path: string, bytes: Buffer): Promise<void> {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}

/** Puts the stock Web Chat client in place, unless the very same one is there. */
async function buildWebChat(): Promise<void> {
  const folder = join(pages, 'webchat');
  const target = join(folder, 'webchat.js');
  const there = await readFile(target).catch(() => undefined);
  if (there && hash('sha256', there, 'hex') === WEBCHAT.sha256 && (await exists(`${target}.gz`))) return;
  const scratch = await mkdtemp(join(tmpdir(), 'bastao-webchat-'));
  try {
    const script = await unpackWebChat(scratch);
    await mkdir(folder, { recursive: true });
    await copyFile(
      join(scratch, 'package/dist/webchat.js.LICENSE.txt'),
      join(folder, 'webchat.js.LICENSE.txt'),
    );
    await place(`${target}.gz`, await promisify(gzip)(script, { level: 9 }));
    await place(target, script);
    console.log(`${WEBCHAT.spec} is in ${folder}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function unpackWebChat(scratch: string): Promise<Buffer> {
  const { stdout } = await run('npm', ['pack', WEBCHAT.spec, '--silent', '--pack-destination', scratch], {
    timeout: 120_000,
  });
  const archive = join(scratch, stdout.trim().split('\n').at(-1) ?? '');
  const integrity = `sha512-${hash('sha512', await readFile(archive), 'base64')}`;
  if (integrity !== WEBCHAT.integrity)
    throw new Error(`the package that npm gave is not the one we know: ${integrity}`);
  const wanted = ['package/dist/webchat.js', 'package/dist/webchat.js.LICENSE.txt'];
  await run('tar', ['-xzf', archive, '-C', scratch, ...wanted]);
  const script = await readFile(join(scratch, 'package/dist/webchat.js'));
  if (hash('sha256', script, 'hex') !== WEBCHAT.sha256)
    throw new Error('webchat.js in the package is not the one we know');
  return script;
}

/** Bundles the agents' page, unless everything that went into it is older than the bundle. */
async function buildConsole(): Promise<void> {
  const source = join(root, 'console');
  if (!(await exists(join(source, 'main.tsx')))) return;
  const target = join(pages, 'console');
  const record = join(target, 'inputs.json');
  const statics = ['index.html', 'style.css'].map((name) => join(source, name));
  if (await isFresh(record)) return;
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(source, 'main.tsx')],
    outfile: join(target, 'main.js'),
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    metafile: true,
    logLevel: 'warning',
  });
  for (const path of statics) if (await exists(path)) await copyFile(path, path.replace(source, target));
  const inputs = Object.keys(metafile.inputs).map((path) => join(root, path));
  await writeFile(record, JSON.stringify([...inputs, ...statics]));
  console.log(`the agents' page is in ${target}`);
}

/** The record is written last, so whatever is newer than it has changed since. */
async function isFresh(record: string): Promise<boolean> {
  try {
    const { mtimeMs: built } = await stat(record);
    const inputs = JSON.parse(await readFile(record, 'utf8')) as string[];
    const changes = await Promise.all([...inputs, fileURLToPath(import.meta.url)].map((path) => stat(path)));
    return changes.every(({ mtimeMs }) => mtimeMs < built);
  } catch {
    return false;
  }
}

await buildWebChat().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    `The Web Chat client could not be installed: ${reason.trim()}\n` +
      `The server starts all the same, but its customer page will say that the chat is missing. Check that the npm\n` +
      `registry can be reached (npm view ${WEBCHAT.spec} version) and run: npm run build`,
  );
});
await buildConsole();
