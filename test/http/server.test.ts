import pino from 'pino';
import { createHttpServer, type HttpServer } from '../../http/server.js';
import { HttpProblem } from '../../http/problem.js';

const open: HttpServer[] = [];
const newServer = () => {
  const server = createHttpServer(pino({ level: 'silent' }));
  open.push(server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close(0);
});

test('a port that is taken is told, and does not end the program', async () => {
  const port = await newServer().listen(0, '127.0.0.1');
  const second = createHttpServer(pino({ level: 'silent' }));
  await expect(second.listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a problem is answered as it says, anything else with a bare 500', async () => {
  const server = newServer();
  server.on('get', '/problem', () => {
    throw new HttpProblem(418, 'Teapot', 'I am one.', { 'retry-after': '7' });
  });
  server.on('get', '/bug', () => {
    throw new Error('secret inside');
  });
  const base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  const problem = await fetch(`${base}/problem`);
  expect([problem.status, problem.headers.get('retry-after')]).toEqual([418, '7']);
  expect(await problem.json()).toEqual({ error: { code: 'Teapot', message: 'I am one.' } });
  const bug = await fetch(`${base}/bug`);
  expect(bug.status).toBe(500);
  expect(await bug.text()).not.toContain('secret');
});
