// Keeps whatever the browser lets it see of requests, and knocks at the other extension's doors.
globalThis.seen = [];
const text = (details) => ({
  ...details,
  body: (details.requestBody?.raw ?? []).map((part) => new TextDecoder().decode(part.bytes)),
});
const all = { urls: ["<all_urls>"] };
chrome.webRequest.onBeforeRequest.addListener((one) => void seen.push(text(one)), all, ["requestBody", "extraHeaders"]);
chrome.webRequest.onSendHeaders.addListener((one) => void seen.push(one), all, ["requestHeaders", "extraHeaders"]);
chrome.webRequest.onCompleted.addListener((one) => void seen.push(one), all, ["responseHeaders", "extraHeaders"]);
chrome.webRequest.onErrorOccurred.addListener((one) => void seen.push(one), all);

const outcome = (promise) => promise.then((value) => ({ value }), (error) => ({ error: String(error.message ?? error) }));

globalThis.send = (id, message) => outcome(chrome.runtime.sendMessage(id, message));
globalThis.sendTab = (tab, message) => outcome(chrome.tabs.sendMessage(tab, message));
globalThis.sendNative = (host) => outcome(chrome.runtime.sendNativeMessage(host, { kind: "bootstrap" }));
globalThis.attach = (target) => outcome(chrome.debugger.attach(target, "1.3"));
globalThis.get = (url) => outcome(fetch(url).then((response) => response.status));
globalThis.tabs = () => chrome.tabs.query({}).then((every) => every.map(({ id, url }) => ({ id, url })));
/** A port to another extension, or to a native program: what it says first, or why it closes. */
const first = (port) =>
  new Promise((resolve) => {
    port.onMessage.addListener((value) => resolve({ value }));
    port.onDisconnect.addListener(() => resolve({ error: chrome.runtime.lastError?.message ?? "closed" }));
    try {
      port.postMessage({ kind: "status" });
    } catch (error) {
      resolve({ error: String(error) });
    }
  });
globalThis.connect = (id) => first(chrome.runtime.connect(id));
globalThis.connectNative = (host) => first(chrome.runtime.connectNative(host));
