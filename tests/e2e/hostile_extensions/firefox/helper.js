// Keeps what Firefox lets it see of requests, and leads those through a proxy that it is told to.
const seen = [];
let through = null;
const text = (one) => ({
  ...one,
  body: (one.requestBody?.raw ?? []).map((part) => new TextDecoder().decode(part.bytes)),
});
const all = { urls: ["<all_urls>"] };
browser.webRequest.onBeforeRequest.addListener((one) => void seen.push(text(one)), all, ["requestBody"]);
browser.webRequest.onSendHeaders.addListener((one) => void seen.push(one), all, ["requestHeaders"]);
browser.proxy.onRequest.addListener((one) => {
  seen.push({ ...one, proxied: through !== null });
  return through === null ? { type: "direct" } : { type: "http", host: "127.0.0.1", port: through };
}, all, ["requestHeaders"]);

const said = (promise) => promise.then((value) => ({ value }), (error) => ({ error: String(error.message ?? error) }));

browser.runtime.onMessage.addListener(async ({ port, ours, host }) => {
  if (port) through = port;
  return {
    seen,
    native: host ? await said(browser.runtime.sendNativeMessage(host, { kind: "bootstrap" })) : null,
    message: ours ? await said(browser.runtime.sendMessage(ours, { kind: "status" })) : null,
  };
});
