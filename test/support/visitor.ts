/** What came back, with what a test wants to look at. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect leads. */
  readonly location: string | null;
}

/** Somebody at a browser: keeps cookies, sends forms with the token of the page that they were on. What is packed is told elsewhere. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private token = '';

  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.send(path, { headers });
    this.token = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.token;
    return answer;
  }

  /** Sends a form of texts; the token of the last page goes along unless the fields say otherwise. */
  async post(path: string, fields: Record<string, string | string[]> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ _csrf: await this.csrf(), ...fields })) for (const one of [value].flat()) body.append(name, one);
    return this.send(path, { method: 'POST', body, headers });
  }

  /** Sends a form with files. */
  async postFiles(path: string, fields: Record<string, string | string[]>, files: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [], field = 'files'): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: await this.csrf(), ...fields })) for (const one of [value].flat()) body.append(name, one);
    for (const { name, bytes } of files) body.append(field, new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
    return this.send(path, { method: 'POST', body });
  }

  async signIn(email: string, password: string): Promise<Answer> {
    const answer = await this.post('/sign-in', { email, password, _csrf: '' });
    this.token = '';
    return answer;
  }

  /** The token of this session; any page brings one. */
  async csrf(): Promise<string> {
    if (!this.token) await this.get('/profile');
    return this.token;
  }

  /** What its browser sends along, for a test that speaks HTTP by itself. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async bytes(path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await this.fetch(path, { headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.fetch(path, init);
    return { status: response.status, headers: response.headers, text: await response.text(), location: response.headers.get('location') };
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = { cookie: this.cookie, 'accept-encoding': 'identity', ...(init.headers as Record<string, string>) };
    const response = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }
}
