/** For the tests: a server and a native host in memory, with everything that can go wrong. */
import { Links, type AskHost } from "./bootstrap.js";
import { memoryStore } from "./store.js";
import { Transport } from "./transport.js";

export interface Call {
  url: string;
  authorization: string | null;
  type: string | null;
  body: Record<string, unknown> | null;
  init: RequestInit;
}

const GREETING = new TextEncoder().encode("heedful hello 1 ");

export class FakeChecker {
  port = 5001;
  key = "k1".repeat(32);
  running = true;
  hostAnswer: ((checker: FakeChecker) => unknown) | null = null;
  hello: ((proof: string) => Response) | null = null;
  answer: (path: string, call: Call) => Response | Promise<Response> = () => json({});
  readonly calls: Call[] = [];
  hostCalls = 0;
  clock = 1_000_000;

  readonly links = new Links(memoryStore(), this.#host(), () => this.clock);
  readonly transport = new Transport(this.links, (input, init) => this.#fetch(String(input), init ?? {}), () => this.clock);

  /** The calls that carried the key. */
  get trusted(): Call[] {
    return this.calls.filter(({ authorization }) => authorization !== null);
  }

  restart(port: number): void {
    this.port = port;
    this.key = `k${port}`.padEnd(64, "x");
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
    const headers = new Headers(init.headers);
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as Record<string, unknown>) : null;
    const call = { url, authorization: headers.get("authorization"), type: headers.get("content-type"), body, init };
    this.calls.push(call);
    init.signal?.throwIfAborted();
    const { port, pathname, searchParams } = new URL(url);
    if (!this.running || Number(port) !== this.port) throw new TypeError("Failed to fetch");
    if (pathname === "/v1/hello") {
      const proof = await prove(this.key, searchParams.get("nonce") ?? "");
      return this.hello ? this.hello(proof) : json({ protocol: 1, proof });
    }
    if (call.authorization !== `Bearer ${this.key}`) return json({ error: { code: "unauthorized" } }, 401);
    return this.answer(pathname.replace("/v1/", ""), call);
  }
}

export const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });

async function prove(key: string, nonce: string): Promise<string> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(key), hmac, false, ["sign"]);
  const bytes = nonce.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
  const signature = await crypto.subtle.sign("HMAC", secret, new Uint8Array([...GREETING, ...bytes]));
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
