import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';

const NGINX = '/usr/sbin/nginx';

/** What uploads and downloads are held against: nginx that takes files by PUT and gives them back, and does nothing else. */
export class Nginx {
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.child = child;
  }

  /** @param folder of its own, on the same disk as the product's @throws when it is not installed */
  static async start(folder: string): Promise<Nginx> {
    if (!existsSync(NGINX)) throw new Error('nginx is what the product is held against: apt-get install nginx-light');
    for (const below of ['files', 'body']) mkdirSync(join(folder, below), { recursive: true });
    const port = await freePort();
    writeFileSync(join(folder, 'nginx.conf'), `
      daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
      events {}
      http {
        access_log off; sendfile on; client_max_body_size 0; client_body_temp_path ${folder}/body;
        server { listen 127.0.0.1:${port}; root ${folder}/files; location / { dav_methods PUT; } }
      }`);
    const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'inherit', 'inherit'] });
    const url = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 50 && !(await fetch(url).then(() => true, () => false)); tries += 1) await later(100);
    return new Nginx(url, child);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
