// Tells its own worker what it can see from inside a page.
chrome.runtime.onMessage.addListener((message, _sender, respond) => {
  respond({ here: chrome.runtime.id, got: message });
  return false;
});
