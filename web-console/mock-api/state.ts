import type { components } from "../src/api/schema";

type Schemas = components["schemas"];

/** What the mock API answers: enough of every resource to see every page filled, typed by the same document as the API. */
const at = new Date(Date.now() - 3_600_000).toISOString();

export const project: Schemas["ProjectResponse"] = { id: "prj_mock", name: "default", organizationId: "org_mock", createdAt: at };

export const cluster: Schemas["ClusterResponse"] = {
  id: "cl_orders",
  name: "orders",
  projectId: project.id,
  createdAt: at,
  updatedAt: at,
  generation: 1,
  observedGeneration: 1,
  phase: "ACTIVE",
  allowedActions: [
    { action: "update", allowed: true },
    ...(["restart", "repair", "pause", "replace"] as const).map((action) => ({ action, allowed: true })),
    { action: "resume", allowed: false, reason: "The cluster is not paused." },
    { action: "delete", allowed: false, reason: "Deletion protection is on. Switch it off first." },
  ],
  conditions: [{ type: "Ready", status: "True", reason: "AllServing", message: "All 3 nodes serve.", since: at }],
  spec: {
    name: "orders",
    provider: "local",
    engineVersion: "5.0.9",
    labels: {},
    encryption: { keyId: "key_mock", algorithm: "AES_128", outageGraceMinutes: 240 },
    allowedCidrs: ["0.0.0.0/0"],
    deletionProtection: true,
    dataCenters: [{ name: "dc1", region: "local-1", replicationFactor: 3, keyId: "key_mock", nodeGroups: [{ instanceType: "local.small", count: 3 }] }],
  },
  status: {
    nodesReady: 3,
    nodesTotal: 3,
    dataCenters: [{ name: "dc1", region: "local-1", nodesReady: 3, nodesTotal: 3, endpoints: ["127.0.3.1", "127.0.3.2", "127.0.3.3"] }],
  },
};

export const nodes: Schemas["NodeResponse"][] = ["a", "b", "c"].map((zone, at3) => ({
  id: `nd_${zone}`,
  clusterId: cluster.id,
  dataCenter: "dc1",
  region: "local-1",
  zone: `local-1${zone}`,
  instanceType: "local.small",
  address: `127.0.3.${at3 + 1}`,
  state: "SERVING",
  upToDate: true,
  reportedAt: new Date().toISOString(),
  disk: { usedBytes: 1.2e9 + at3 * 3e8, quotaBytes: 10 * 1024 ** 3, freeBytes: 5e10 },
  engine: { version: "5.0.9", nodesUp: 3, nodesDown: 0, restarts: at3 === 2 ? 1 : 0, startedAt: at },
}));

export const operation: Schemas["OperationResponse"] = {
  id: "op_create",
  runbook: "create-cluster",
  state: "SUCCEEDED",
  percent: 100,
  round: 1,
  createdAt: at,
  endedAt: at,
  requestedBy: "first token",
  cancellable: false,
  retryable: false,
  projectId: project.id,
  subject: { type: "cluster", id: cluster.id },
  steps: [
    { name: "register-nodes", state: "DONE", attempts: 1, startedAt: at, endedAt: at },
    { name: "engines-serve", state: "DONE", attempts: 9, startedAt: at, endedAt: new Date(Date.parse(at) + 21_000).toISOString() },
  ],
};

export const event: Schemas["EventResponse"] = { at, type: "cluster", resourceId: cluster.id, reason: "ClusterRequested", message: "The cluster was requested by first token." };

export const provider: Schemas["ProviderResponse"] = { name: "local", title: "This computer", launchable: true };

export const region: Schemas["RegionResponse"] = { name: "local-1", title: "Local one", zones: ["local-1a", "local-1b", "local-1c"] };

export const types: Schemas["InstanceTypeResponse"][] = [
  { name: "local.small", family: "local", architecture: "x86_64", vcpus: 1, memoryBytes: 1.5 * 1024 ** 3, storageBytes: 10 * 1024 ** 3, heapMib: 600, capacityWeight: 1, networkMbps: 1000, launchable: true, prices: { "local-1": { asOf: "2026-07-20", usdPerHour: 0, usdPerMonth: 0 } } },
];

export const plan: Schemas["ClusterPlanResponse"] = {
  spec: cluster.spec,
  changes: [{ verb: "ADD", what: "3 nodes of local.small in local-1", reason: "The cluster does not exist yet." }],
  notes: [],
  keys: [{ keys: 1, provider: "local", requestsPerMonth: 0, usdForKeys: 0, usdForRequests: 0 }],
  removesData: false,
  secondsExpected: 30,
  usdPerMonth: 0,
};
