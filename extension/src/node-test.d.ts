/** The little of Node's own modules that the unit tests use, so that no package of types is needed. */
declare module "node:test" {
  interface TestContext {
    after(run: () => void): void;
    mock: {
      timers: {
        enable(options?: { apis?: string[]; now?: number }): void;
        tick(milliseconds: number): void;
        reset(): void;
      };
    };
  }
  type Run = (context: TestContext) => void | Promise<void>;
  export function test(name: string, run: Run): void;
  export function it(name: string, run: Run): void;
  export function describe(name: string, run: () => void): void;
  export function beforeEach(run: () => void | Promise<void>): void;
  export default test;
}
declare module "node:assert/strict" {
  interface Assert {
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    match(actual: string, expected: RegExp, message?: string): void;
    ok(value: unknown, message?: string): asserts value;
    rejects(run: Promise<unknown>, expected?: RegExp): Promise<void>;
    throws(run: () => unknown, expected?: RegExp): void;
    fail(message: string): never;
  }
  const assert: Assert;
  export default assert;
}
declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
  export function readdirSync(path: string, options: { recursive: boolean }): string[];
  export function existsSync(path: string): boolean;
}
declare module "node:crypto" {
  export function createHash(name: string): {
    update(data: Uint8Array): { digest(encoding: "hex"): string };
  };
}
declare function setImmediate(run: (value: unknown) => void): unknown;
