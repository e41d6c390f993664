import assert from "node:assert/strict";
import { test } from "node:test";

import { isSecret, type FieldFacts } from "./never.js";

const input = (facts: Partial<FieldFacts>): FieldFacts => ({
  tag: "INPUT", type: "text", autocomplete: "", inputmode: "", maxLength: -1,
  readOnly: false, disabled: false, masked: false, names: "", ...facts,
});

test("only text and search inputs are read", () => {
  for (const type of ["text", "search"]) assert.equal(isSecret(input({ type })), false);
  for (const type of ["password", "email", "tel", "number", "date", "url", "hidden", "file"]) {
    assert.equal(isSecret(input({ type })), true, type);
  }
});

test("autofill kinds of secrets and of the writer's own details are not read", () => {
  for (const autocomplete of [
    "current-password", "new-password", "one-time-code", "cc-number", "section-a billing cc-csc", "username webauthn",
    "shipping street-address", "family-name", "name", "tel-national",
  ]) {
    assert.equal(isSecret(input({ autocomplete })), true, autocomplete);
    assert.equal(isSecret(input({ tag: "TEXTAREA", type: "textarea", autocomplete })), true, autocomplete);
  }
  for (const autocomplete of ["", "off", "on", "organization-title"]) assert.equal(isSecret(input({ autocomplete })), false);
});

test("dots in place of letters, and boxes for a letter each, are not read", () => {
  assert.equal(isSecret(input({ masked: true })), true);
  assert.equal(isSecret(input({ tag: "TEXTAREA", type: "textarea", masked: true })), true);
  for (const maxLength of [1, 2]) assert.equal(isSecret(input({ maxLength })), true);
  assert.equal(isSecret(input({ maxLength: 280 })), false);
});

test("names of secrets count in every spelling", () => {
  for (const names of [
    "cvv", "cardNumber", "card_number", "card-number", "otp", "userOtp", "One-time code", "Security code", "login[password]",
    "PIN", "contraseña", "Verification code 6 digits",
  ]) {
    assert.equal(isSecret(input({ names })), true, names);
  }
  for (const names of ["subject", "opinion", "shipping", "message", "cardiology note", "case notes", "compass", "q"]) {
    assert.equal(isSecret(input({ names })), false, names);
  }
});

test("a text area may be about a password without being one", () => {
  assert.equal(isSecret(input({ tag: "TEXTAREA", type: "textarea", names: "password policy notes" })), false);
});

test("short digit boxes are codes", () => {
  assert.equal(isSecret(input({ inputmode: "numeric", maxLength: 6 })), true);
  assert.equal(isSecret(input({ inputmode: "numeric" })), false);
});

test("what cannot be typed into is not read", () => {
  assert.equal(isSecret(input({ readOnly: true })), true);
  assert.equal(isSecret(input({ disabled: true })), true);
});
