"use strict";
// A page to practise on. It keeps nothing and asks no server for anything.

const form = document.getElementById("compose");
const answer = document.getElementById("answer");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  answer.textContent = "This is a demo: nothing was sent.";
});

form.addEventListener("input", () => { answer.textContent = ""; });
form.addEventListener("reset", () => {
  answer.textContent = "";
  document.getElementById("message").focus();
});
