import type { Node } from "../../api/types";

/** What nodes are sorted by within their zone; figures the highest first. */
export const ORDERS = {
  address: { label: "By address", of: () => 0 },
  storage: { label: "Most storage first", of: (one: Node) => one.disk?.usedBytes ?? -1 },
  cpu: { label: "Busiest first", of: (one: Node) => one.figures?.cpuRatio ?? -1 },
  operations: { label: "Most operations first", of: (one: Node) => (one.figures?.readsPerSecond ?? -1) + (one.figures?.writesPerSecond ?? -1) },
};

const textOf = (one: Node) => [one.id, one.address, one.state, one.zone, one.instanceType, one.dataCenter, one.waitingFor].join(" ").toLowerCase();

/** The nodes with all of these words, in that order; equal ones by address. */
export function ordered(nodes: Node[], wanted: string, order: keyof typeof ORDERS): Node[] {
  const words = wanted.trim().toLowerCase().split(/\s+/);
  const { of } = ORDERS[order];
  const name = (one: Node) => one.address ?? one.id;
  return nodes
    .filter((one) => words.every((word) => textOf(one).includes(word)))
    .sort((a, b) => of(b) - of(a) || name(a).localeCompare(name(b), "en", { numeric: true }));
}
