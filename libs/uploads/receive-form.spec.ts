import { HttpException } from '@nestjs/common';
import express from 'express';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { CsrfTokens } from '#libs/forms/csrf';
import { StaleForm } from '#libs/forms/stale-form';
import type { AppRequest } from '#libs/sessions/request';
import { makeLiars, makeSamples, type Sample } from '../../test/support/samples/index.js';
import { receiveForm } from './receive-form.js';
import type { ReceivedForm } from './received-form.js';

const SESSION = 'a session';
const LIMIT = 3_000_000;

describe('receiveForm', () => {
  const tokens = new CsrfTokens(randomBytes(32));
  let folder: string;
  let directory: string;
  let server: Server;
  let address: string;
  let samples: Awaited<ReturnType<typeof makeSamples>>;
  let liars: Awaited<ReturnType<typeof makeLiars>>;
  let outcome: ReceivedForm | Error;
  let settled: Promise<void>;
  let settle: () => void;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uploads-'));
    samples = await makeSamples(inject('samples'));
    liars = await makeLiars(inject('samples'));
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.post('/', async (request, response) => {
      Object.assign(request, { sessionID: SESSION });
      outcome = await receiveForm(request as AppRequest, { directory, tokens, maxBytes: LIMIT, maxFiles: 4 }).catch((error: Error) => error);
      settle();
      response.end();
    });
    server = app.listen(0);
    await once(server, 'listening');
    address = `http://localhost:${(server.address() as AddressInfo).port}/`;
  }, 60_000);
  beforeEach(async () => {
    directory = await mkdtemp(join(folder, 'files-'));
    settled = new Promise((resolve) => (settle = resolve));
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  async function send(...parts: [name: string, value: string | Sample | File][]): Promise<ReceivedForm | Error> {
    const form = new FormData();
    for (const [name, value] of parts) form.append(name, typeof value === 'string' || value instanceof File ? value : new File([await readFile(value.path)], value.name));
    await fetch(address, { method: 'POST', body: form });
    return outcome;
  }
  const sent = async (...parts: Parameters<typeof send>): Promise<ReceivedForm> => {
    const form = await send(...parts);
    if (form instanceof Error) throw form;
    return form;
  };
  const filesLeft = async () => (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  it('reads texts and files, each file measured, hashed and known', async () => {
    const form = await sent(['_csrf', tokens.for(SESSION)], ['tick', 'a'], ['tick', 'b'], ['files', samples.png], ['files', samples.pdf], ['after', ' text ']);

    expect({ ...form.fields }).toMatchObject({ tick: ['a', 'b'], after: 'text' });
    expect(form.refused).toEqual([]);
    expect(form.files.map(({ field, name, bytes, identified }) => [field, name, bytes, identified.extension])).toEqual([
      ['files', samples.png.name, samples.png.bytes, 'png'],
      ['files', samples.pdf.name, samples.pdf.bytes, 'pdf'],
    ]);
    expect(await filesLeft()).toBe(2);
  });

  it('refuses each wrong file by itself', async () => {
    const large = new File([await readFile(samples.wav.path), Buffer.alloc(LIMIT)], 'long.wav');

    const form = await sent(['_csrf', tokens.for(SESSION)], ['files', liars.elfNamedJpg], ['files', samples.png], ['files', large], ['files', liars.empty], ['files', samples.pdf]);

    expect(form.files.map(({ name }) => name)).toEqual([samples.png.name]);
    expect(form.refused).toEqual([
      { field: 'files', name: liars.elfNamedJpg.name, reason: 'lies', claimed: 'jpg', found: 'elf' },
      { field: 'files', name: 'long.wav', reason: 'too-large', claimed: '', found: '' },
      { field: 'files', name: liars.empty.name, reason: 'empty', claimed: 'jpg', found: '' },
      { field: 'files', name: samples.pdf.name, reason: 'too-many', claimed: '', found: '' },
    ]);
    expect(await filesLeft()).toBe(1);
  });

  it('keeps names of every script, without paths', async () => {
    const form = await sent(['_csrf', tokens.for(SESSION)], ['files', new File(['text'], '../../حالة «ጉዳይ».txt')]);

    expect(form.files[0]!.name).toBe('حالة «ጉዳይ».txt');
  });

  it.each<[string, () => Parameters<typeof send>]>([
    ['without a token', () => [['files', samples.png]]],
    ['with the token of another session', () => [['_csrf', tokens.for('another')], ['files', samples.png]]],
    ['that comes before the token', () => [['files', samples.png], ['_csrf', tokens.for(SESSION)]]],
  ])('keeps no byte of a file %s', async (_, parts) => {
    expect(await send(...parts())).toBeInstanceOf(StaleForm);
    expect(await filesLeft()).toBe(0);
  });

  it('reads a form that came without files', async () => {
    await fetch(address, { method: 'POST', body: new URLSearchParams({ _csrf: tokens.for(SESSION), title: 'typed' }) });

    expect((outcome as ReceivedForm).fields.title).toBe('typed');
    expect((outcome as ReceivedForm).files).toEqual([]);
  });

  it('removes the files unless they were taken and the work succeeded', async () => {
    const png = () => sent(['_csrf', tokens.for(SESSION)], ['files', samples.png]);

    await (await png()).use(async () => 'done before');
    expect(await filesLeft()).toBe(0);

    await expect((await png()).use(async (take) => Promise.reject(new Error(`${take().length} file`)))).rejects.toThrow('1 file');
    expect(await filesLeft()).toBe(0);

    await (await png()).use(async (take) => take());
    expect(await filesLeft()).toBe(1);
  });

  const head = (extra: string) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n${extra}\r\n\r\n`;
  const part = (name: string, value: string, filename = '') => `--b\r\nContent-Disposition: form-data; name="${name}"${filename && `; filename="${filename}"`}\r\n\r\n${value}\r\n`;
  const body = (...parts: string[]) => [part('_csrf', tokens.for(SESSION)), ...parts].join('');

  it.each([
    ['no end', () => body(part('files', 'whole', 'a.txt'), part('files', 'half', 'b.txt'))],
    ['a part without a head', () => `${body(part('files', 'whole', 'a.txt'))}--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n`],
    ['no boundary', () => 'nothing of the kind'],
  ])('answers 400 to a form with %s, and keeps nothing of it', async (_, make) => {
    const text = make();
    const socket = connect(Number(new URL(address).port));
    socket.write(head(`Content-Length: ${Buffer.byteLength(text)}`) + text);
    await settled;

    expect((outcome as HttpException).getStatus()).toBe(400);
    expect(await filesLeft()).toBe(0);
    socket.destroy();
  });

  it('keeps nothing when the link breaks in the middle of a file', async () => {
    const socket = connect(Number(new URL(address).port));
    socket.write(head('Content-Length: 90000') + body(part('files', 'whole', 'a.txt'), part('files', 'half '.repeat(1000), 'b.txt')).slice(0, -2));
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await settled;

    expect(outcome).toBeInstanceOf(HttpException);
    expect(await filesLeft()).toBe(0);
  });

  it('refuses more text than a form may bring', async () => {
    const result = await send(['_csrf', tokens.for(SESSION)], ['files', samples.png], ['story', 'x'.repeat(500_000)]);

    expect((result as HttpException).getStatus()).toBe(413);
    expect(await filesLeft()).toBe(0);
  });
});
