import { expect, it } from "vitest";
import { nodes } from "../../mock-api/state";
import { ordered } from "../../src/pages/cluster/nodeOrder";

const some = nodes.map((one, at) => ({ ...one, address: `127.0.3.${[10, 9, 2][at] ?? 0}`, disk: { usedBytes: at, quotaBytes: 10, freeBytes: 5 } }));
const addresses = (found: typeof some) => found.map((one) => one.address);

it("orders by address as people count, or by a figure with the highest first", () => {
  expect(addresses(ordered(some, "", "address") as typeof some)).toEqual(["127.0.3.2", "127.0.3.9", "127.0.3.10"]);
  expect(addresses(ordered(some, "", "storage") as typeof some)).toEqual(["127.0.3.2", "127.0.3.9", "127.0.3.10"]);
  expect(addresses(ordered(some, "", "cpu") as typeof some)).toEqual(["127.0.3.2", "127.0.3.9", "127.0.3.10"]);
});

it("finds nodes by all of the words", () => {
  expect(ordered(some, "SERVING nd_b", "operations").map((one) => one.id)).toEqual(["nd_b"]);
  expect(ordered(some, "serving nowhere", "operations")).toEqual([]);
});
