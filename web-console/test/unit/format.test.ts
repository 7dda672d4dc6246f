import { expect, it } from "vitest";
import { localPath } from "../../src/router";
import { ago, bytes, duration, usdPerMonth, words } from "../../src/ui/format";

it("writes bytes in binary units with three digits", () => {
  expect([0, 1023, 1024, 1536, 10 * 1024 ** 3, 1234567890].map(bytes)).toEqual(["0 B", "1023 B", "1 KiB", "1.5 KiB", "10 GiB", "1.15 GiB"]);
});

it("writes durations in one or two units", () => {
  expect([0, 59.6, 60, 185, 3600, 7800, 90_000].map(duration)).toEqual(["0 s", "1 min", "1 min", "3 min 5 s", "1 h", "2 h 10 min", "1 d 1 h"]);
});

it("says how long ago, also when clocks differ", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  expect(ago("2026-11-21T12:00:02Z", now)).toBe("just now");
  expect(ago("2026-11-21T11:58:00Z", now)).toBe("2 min ago");
});

it("tells free from without a price", () => {
  expect([usdPerMonth(0), usdPerMonth(undefined), usdPerMonth(1234.5), usdPerMonth(0.24)]).toEqual(["free", "no price", "$1,235 a month", "$0.24 a month"]);
});

it("turns names of the API into words", () => {
  expect(["create-cluster", "ClusterRequested", "BACKING_OFF"].map(words)).toEqual(["Create cluster", "Cluster requested", "Backing off"]);
});

it("returns only to paths of this site", () => {
  const asked = ["/projects?x=1", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", undefined, 3];
  expect(asked.map(localPath)).toEqual(["/projects?x=1", "/", "/", "/", "/", "/", "/"]);
});
