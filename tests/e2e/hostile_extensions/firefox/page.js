// Lets the test talk to this extension's background script.
addEventListener("ask-helper", async (event) => {
  const answer = await browser.runtime.sendMessage(JSON.parse(event.detail));
  document.documentElement.dataset.answer = JSON.stringify(answer);
});
