/** For the tests: a server and a native host in memory, with everything that can go wrong. */
import { Links, type AskHost } from "./bootstrap.js";
import { deriveKey, fromHex, lock, ofReply, ofRequest, unlock } from "./sealing.js";
import { memoryStore } from "./store.js";
import { Transport } from "./transport.js";

export interface Call {
  url: string;
  headers: Headers;
  type: string | null;
  /** As it travelled, for everybody to see. */
  sent: string | null;
  /** As the checker reads it; null where it does not open. */
  body: Record<string, unknown> | null;
  init: RequestInit;
}

const GREETING = "heedful hello ";

export class FakeChecker {
  port = 5001;
  key = "a1".repeat(32);
  protocol = 1;
  running = true;
  /** A port where somebody takes every request and answers none. */
  silent = 0;
  hostAnswer: ((checker: FakeChecker) => unknown) | null = null;
  hello: ((proof: string) => Response) | null = null;
  answer: (path: string, call: Call) => Response | Promise<Response> = () => json({});
  /** Answers go out as they are, as those do that a server gives before it has opened anything. */
  unsealed = false;
  /** Somebody between the checker and the worker. */
  meddle: ((reply: Response, call: Call) => Response | Promise<Response>) | null = null;
  readonly replies: Response[] = [];
  readonly calls: Call[] = [];
  hostCalls = 0;
  clock = 1_000_000;

  readonly links = new Links(memoryStore(), this.#host(), () => this.clock);
  readonly transport = new Transport(this.links, (input, init) => this.#fetch(String(input), init ?? {}), () => this.clock);

  /** The calls that only somebody with the key can have made. */
  get trusted(): Call[] {
    return this.calls.filter(({ body }) => body !== null);
  }

  restart(port: number): void {
    this.port = port;
    this.key = String(port).padEnd(64, "0");
  }

  #host(): AskHost {
    return async () => {
      this.hostCalls += 1;
      if (this.hostAnswer) return this.hostAnswer(this);
      if (!this.running) return { ok: false, reason: "not-running" };
      return { ok: true, port: this.port, key: this.key, protocol: 1, start_id: `s${this.port}` };
    };
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const { port, pathname, searchParams } = new URL(url);
    const headers = new Headers(init.headers);
    const sent = typeof init.body === "string" ? init.body : null;
    const { rid, body } = await this.#open(pathname, sent);
    const call = { url, headers, type: headers.get("content-type"), sent, body, init };
    this.calls.push(call);
    init.signal?.throwIfAborted();
    if (Number(port) === this.silent) await new Promise((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)));
    if (!this.running || Number(port) !== this.port) throw new TypeError("Failed to fetch");
    if (pathname === "/v1/hello") {
      const proof = await prove(this.key, searchParams.get("nonce") ?? "", this.protocol);
      return this.hello ? this.hello(proof) : json({ protocol: this.protocol, proof });
    }
    if (!body) return json({ error: { code: "unauthorized" } }, 401);
    const answer = await this.answer(pathname.replace("/v1/", ""), call);
    const reply = this.unsealed ? answer : await this.#seal(pathname, rid, answer);
    this.replies.push(reply.clone());
    return this.meddle ? this.meddle(reply, call) : reply;
  }

  get #link() {
    return { key: this.key, startId: `s${this.port}` };
  }

  async #open(path: string, sent: string | null) {
    try {
      const { ts, rid, ...said } = JSON.parse(sent ?? "") as { ts: number; rid: string };
      const key = await deriveKey(this.#link, "request", "decrypt");
      const body = (await unlock(key, said, ofRequest(path, ts, rid))) as Record<string, unknown>;
      return { rid, body };
    } catch {
      return { rid: "", body: null };
    }
  }

  async #seal(path: string, rid: string, answer: Response): Promise<Response> {
    const key = await deriveKey(this.#link, "reply", "encrypt");
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await lock(key, nonce, await answer.json(), ofReply(path, answer.status, rid));
    return json(sealed, answer.status);
  }
}

export const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });

export async function prove(key: string, nonce: string, protocol: number): Promise<string> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(key), hmac, false, ["sign"]);
  const greeting = new TextEncoder().encode(`${GREETING}${protocol} `);
  const said = new Uint8Array([...greeting, ...fromHex(nonce)]);
  const signature = await crypto.subtle.sign("HMAC", secret, said);
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
