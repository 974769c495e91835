/** A browser as far as the API is concerned: cookies, the CSRF token, JSON. */
export class Client {
  private cookies = new Map<string, string>()

  constructor(
    private language = 'de',
    readonly origin = `http://${process.env.HOST}:${process.env.PORT}`
  ) {}

  get = (path: string) => this.request('GET', path)
  post = (path: string, body?: unknown) => this.request('POST', path, body)
  put = (path: string, body?: unknown) => this.request('PUT', path, body)
  patch = (path: string, body?: unknown) => this.request('PATCH', path, body)
  delete = (path: string) => this.request('DELETE', path)

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<Answer> {
    if (method !== 'GET' && !this.cookies.has('XSRF-TOKEN'))
      await this.request('GET', '/api/session')
    const response = await fetch(this.origin + path, {
      method,
      headers: { ...this.headers(body), ...headers },
      body:
        body === undefined
          ? undefined
          : body instanceof Uint8Array
            ? (body as Uint8Array<ArrayBuffer>)
            : JSON.stringify(body),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s)
      this.cookies.set(name, value)
    }
    const bytes = Buffer.from(await response.arrayBuffer())
    return new Answer(response.status, response.headers, bytes)
  }

  /** What a browser would send along with such a body. */
  headers(body?: unknown): Record<string, string> {
    const raw = body instanceof Uint8Array
    return {
      'accept-language': this.language,
      'cookie': this.cookieHeader,
      ...(this.cookies.has('XSRF-TOKEN') && {
        'x-xsrf-token': decodeURIComponent(this.cookies.get('XSRF-TOKEN')!),
      }),
      ...(body !== undefined && {
        'content-type': raw ? 'application/octet-stream' : 'application/json',
      }),
    }
  }

  get cookieHeader() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  forgetCookies() {
    this.cookies.clear()
  }
}

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly bytes: Buffer
  ) {}

  get text() {
    return this.bytes.toString('utf8')
  }

  // Tests look into answers of many shapes; each asserts what it reads.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  get data(): any {
    return this.json.data
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  get json(): any {
    return this.bytes.length ? JSON.parse(this.text) : {}
  }

  get errorCodes(): string[] {
    return (this.json.errors ?? []).map((error: { code: string }) => error.code)
  }
}
