export declare function manifestFor(
  browser: "chrome" | "firefox",
  source: Record<string, unknown>,
  ids: { chrome: string; firefox: string },
): Record<string, unknown>;
