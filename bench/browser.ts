/** A signed-in person without a browser: keeps the session, knows the token of forms. */
export class Person {
  /** The id of the session, as the database knows it. */
  session = '';
  private cookie = '';
  private token = '';

  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await fetch(`${this.url}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ email, password }) });
    await response.arrayBuffer();
    if (response.status !== 303) throw new Error(`Sign-in of ${email} was answered with ${response.status}`);
    this.keepCookies(response);
    this.session = /telecase=s%3A([^.]+)\./.exec(this.cookie)![1]!;
    this.token = /name="_csrf" value="([^"]+)"/.exec(await this.page('/profile'))![1]!;
  }

  /** What a request of theirs carries that sends no form. */
  headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-csrf-token': this.token };
  }

  async page(path: string, encoding = 'identity'): Promise<string> {
    const response = await fetch(this.url + path, { headers: { cookie: this.cookie, 'accept-encoding': encoding }, redirect: 'manual' });
    const text = await response.text();
    this.keepCookies(response);
    if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
    return text;
  }

  /** As browsers do: whoever brings none would be given the cookie of their language with every page. */
  private keepCookies(response: Response): void {
    const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]!);
    const isReplaced = (cookie: string) => set.some((one) => one.split('=', 1)[0] === cookie.split('=', 1)[0]);
    this.cookie = [...this.cookie.split('; ').filter((one) => one && !isReplaced(one)), ...set].join('; ');
  }

  /** Downloads something, and looks at none of it. @returns how many bytes there were */
  async download(path: string): Promise<number> {
    const response = await fetch(this.url + path, { headers: { cookie: this.cookie }, redirect: 'manual' });
    if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
    let bytes = 0;
    for await (const chunk of response.body!) bytes += chunk.length;
    return bytes;
  }

  /** Sends a form; answers with where it leads. */
  async send(path: string, fields: Record<string, string>): Promise<string> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: this.token, ...fields })) body.append(name, value);
    const response = await fetch(this.url + path, { method: 'POST', redirect: 'manual', headers: { cookie: this.cookie }, body });
    await response.arrayBuffer();
    if (response.status !== 303) throw new Error(`${path} was answered with ${response.status}`);
    return response.headers.get('location')!;
  }
}
