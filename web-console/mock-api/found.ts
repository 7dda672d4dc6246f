import type { components } from "../src/api/schema";
import { organization } from "./accessState";
import { key } from "./keyState";
import { cluster, nodes, operation, project } from "./state";

type Found = components["schemas"]["FoundResponse"];
const projectId = project.id;

/** Whatever the mock API has, as its search says it. */
const ALL: Found[] = [
  { type: "CLUSTER", id: cluster.id, name: cluster.name, projectId },
  { type: "KEY", id: key.id, name: key.name, projectId },
  { type: "PROJECT", id: project.id, name: project.name, organizationId: organization.id },
  { type: "ORGANIZATION", id: organization.id, name: organization.name },
  ...nodes.map((one): Found => ({ type: "NODE", id: one.id, ...(one.address ? { name: one.address } : {}), projectId, clusterId: cluster.id })),
  { type: "OPERATION", id: operation.id, name: operation.runbook, projectId },
];

/** What is called so, as the API answers it. */
export function foundAs(q: string): components["schemas"]["SearchResponse"] {
  const text = q.trim().toLowerCase();
  return { items: ALL.filter((one) => `${one.type === "OPERATION" ? "" : (one.name ?? "")} ${one.id}`.toLowerCase().includes(text)), truncated: false };
}
