// Leads everything through a proxy, the computer's own programs too.
globalThis.take = (port) =>
  chrome.proxy.settings.set({
    value: {
      mode: "fixed_servers",
      rules: {
        singleProxy: { scheme: "http", host: "127.0.0.1", port },
        bypassList: ["<-loopback>"],
      },
    },
    scope: "regular",
  });
