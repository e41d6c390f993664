import assert from "node:assert/strict";
import { test } from "node:test";

import { addressesIn, audienceIn } from "./addresses.js";

test("addresses are found in every usual spelling, each once", () => {
  assert.deepEqual(
    addressesIn(['"Ruiz, Ana" <ana@a.example>, b@b.example; Team\nc@c.example,', "b@b.example", " "]),
    ["ana@a.example", "b@b.example", "Team", "c@c.example"],
  );
  assert.deepEqual(addressesIn([]), []);
});

test("an audience is known only from the page's own words", () => {
  assert.equal(audienceIn("Edit privacy. Sharing with Your friends"), "friends");
  assert.equal(audienceIn("Sharing with Public"), "public");
  assert.equal(audienceIn("Sharing with Only me"), "private");
  assert.equal(audienceIn("Close friends"), "close_friends");
  assert.equal(audienceIn("Add photo"), undefined);
});
