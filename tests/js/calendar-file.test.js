// The calendar file of the day of return (RFC 5545).

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeEvent } from "../../theme/assets/calendar-file.js";

const EVENT = {
  day: "2026-12-31", title: "Nhận kết quả: Đăng ký khai sinh", place: "Số 1, phố A; tầng 2\nCửa B", address: "https://niemyet.example/ha-noi/kim-lien/1.001193/",
  now: new Date("2026-11-22T01:02:03.456Z"),
};
const text = makeEvent(EVENT);
/** The lines as they were before they were folded. */
const lines = text.replaceAll("\r\n ", "").split("\r\n");

test("it is one event of a whole day that ends with the next", () => {
  assert.deepEqual(lines.slice(0, 4), ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//niemyet//vi", "BEGIN:VEVENT"]);
  assert.ok(lines.includes("DTSTART;VALUE=DATE:20261231"));
  assert.ok(lines.includes("DTEND;VALUE=DATE:20270101"));
  assert.deepEqual(lines.slice(-3), ["END:VEVENT", "END:VCALENDAR", ""]);
});

test("it has a stamp in UTC, and a name by day and address that another day's has not", () => {
  assert.ok(lines.includes("DTSTAMP:20261122T010203Z"));
  assert.ok(lines.includes(`UID:20261231-${encodeURIComponent(EVENT.address)}`));
  assert.ok(lines.includes(`URL:${EVENT.address}`));
});

test("what separates values is escaped in texts", () => {
  assert.ok(lines.includes("SUMMARY:Nhận kết quả: Đăng ký khai sinh"));
  assert.ok(lines.includes("LOCATION:Số 1\\, phố A\\; tầng 2\\nCửa B"));
  assert.ok(makeEvent({ ...EVENT, place: "a\\b\r\nc" }).includes("LOCATION:a\\\\b\\nc\r\n"));
});

test("no line is longer than 75 bytes, and none is cut within a letter", () => {
  const long = makeEvent({ ...EVENT, title: "Đăng ký ".repeat(40) });
  for (const line of long.split("\r\n")) assert.ok(new TextEncoder().encode(line).length <= 75, line);
  assert.ok(long.replaceAll("\r\n ", "").includes(`SUMMARY:${"Đăng ký ".repeat(40)}\r\n`));
  const exact = "x".repeat(75 - "SUMMARY:".length);
  assert.ok(makeEvent({ ...EVENT, title: exact }).includes(`\r\nSUMMARY:${exact}\r\n`));
  assert.ok(makeEvent({ ...EVENT, title: `${exact}yz` }).includes(`\r\nSUMMARY:${exact}\r\n yz\r\n`));
  assert.ok(makeEvent({ ...EVENT, title: `${exact}${"y".repeat(75)}` }).includes(`${exact}\r\n ${"y".repeat(74)}\r\n y\r\n`));
});
