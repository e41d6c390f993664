// Rewrites, blocks and redirects requests, and makes some of its own.
globalThis.rule = async (action, urlFilter) => {
  const kept = await chrome.declarativeNetRequest.getSessionRules();
  await chrome.declarativeNetRequest.updateSessionRules({
    removeRuleIds: kept.map((one) => one.id),
    addRules: action === null ? [] : [{
      id: 1,
      priority: 100,
      action,
      condition: {
        urlFilter,
        resourceTypes: ["xmlhttprequest", "other", "main_frame", "sub_frame", "image", "script", "ping"],
      },
    }],
  });
};

globalThis.ask = async (url, options) => {
  try {
    const response = await fetch(url, options);
    return { status: response.status, text: await response.text(), type: response.type };
  } catch (error) {
    return { status: 0, text: String(error), type: "error" };
  }
};
