import { request as send } from 'node:http'

/** A browser as far as the API is concerned: cookies, the CSRF token, JSON. */
export class Client {
  private cookies = new Map<string, string>()

  constructor(
    private language = 'de',
    readonly origin = `http://${process.env.HOST}:${process.env.PORT}`,
    /** another address of this machine to come from, e.g. 127.0.0.2 */
    private address?: string
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
    const ask = this.address ? fetchFrom(this.address) : fetch
    const response = await ask(this.origin + path, {
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

/** As much of `fetch` as a Client uses, from the address given. */
function fetchFrom(localAddress: string) {
  return async (
    url: string,
    {
      method,
      headers,
      body,
    }: { method: string; headers: Record<string, string>; body?: string | Uint8Array }
  ): Promise<Response> =>
    new Promise((resolve, reject) => {
      const asked = send(url, { method, headers, localAddress }, async (answer) => {
        const parts: Buffer[] = []
        for await (const part of answer) parts.push(part)
        const kept = new Headers()
        for (const [name, values] of Object.entries(answer.headersDistinct))
          for (const value of values ?? []) kept.append(name, value)
        const status = answer.statusCode!
        resolve(
          new Response(status === 204 ? null : Buffer.concat(parts), { status, headers: kept })
        )
      })
      asked.on('error', reject)
      asked.end(body)
    })
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
