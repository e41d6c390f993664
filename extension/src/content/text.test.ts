import assert from "node:assert/strict";
import { test } from "node:test";

import { segmentAt } from "./text.js";

// "Jane" "\n" "Doe" "😀x": two lines, the second in two nodes.
const SEGMENTS = [
  { start: 0, length: 4, node: "Jane" },
  { start: 5, length: 3, node: "Doe" },
  { start: 8, length: 3, node: "😀x" },
];

test("a start belongs to the segment that begins there, an end to the one that ends there", () => {
  assert.equal(segmentAt(SEGMENTS, 0, "start"), 0);
  assert.equal(segmentAt(SEGMENTS, 4, "end"), 0);
  assert.equal(segmentAt(SEGMENTS, 5, "start"), 1);
  assert.equal(segmentAt(SEGMENTS, 8, "end"), 1);
  assert.equal(segmentAt(SEGMENTS, 8, "start"), 2);
  assert.equal(segmentAt(SEGMENTS, 11, "end"), 2);
});

test("on a line break a start moves on and an end moves back", () => {
  assert.equal(segmentAt(SEGMENTS, 4, "start"), 1);
  assert.equal(segmentAt(SEGMENTS, 5, "end"), 0);
});

test("outside the text there is nothing", () => {
  assert.equal(segmentAt(SEGMENTS, 11, "start"), -1);
  assert.equal(segmentAt(SEGMENTS, 0, "end"), -1);
  assert.equal(segmentAt([], 0, "start"), -1);
});

test("the binary search agrees with looking at every segment", () => {
  const many = Array.from({ length: 300 }, (_, index) => ({ start: index * 7, length: 1 + (index % 6), node: index }));
  for (let offset = 0; offset <= 2100; offset++) {
    assert.equal(segmentAt(many, offset, "start"), many.findIndex((one) => one.start + one.length > offset));
    assert.equal(segmentAt(many, offset, "end"), many.findLastIndex((one) => one.start < offset));
  }
});
