import type { components } from "../src/api/schema";
import { cluster, nodes, project } from "./state";

type Schemas = components["schemas"];
const at = cluster.createdAt;
const soon = new Date(Date.now() + 7_200_000).toISOString();

export const key: Schemas["KeyResponse"] = {
  id: "key_mock",
  name: "orders-key",
  description: "For everything about orders",
  projectId: project.id,
  provider: "local",
  region: "local-1",
  uri: "kanesh-local://local-1/orders",
  providerManaged: false,
  phase: "ACTIVE",
  revoked: false,
  dependentNodes: 3,
  generation: 1,
  createdAt: at,
  createdBy: "first token",
  updatedAt: at,
  since: at,
  checkedAt: at,
  lastGoodAt: at,
  allowedActions: [
    ...(["update", "check", "rotate", "revoke", "drill"] as const).map((action) => ({ action, allowed: true })),
    { action: "restore", allowed: false, reason: "The key is not revoked." },
    { action: "delete", allowed: false, reason: "3 nodes depend on it." },
  ],
  conditions: [{ type: "Usable", status: "True", reason: "Answers", message: "Every node had a good answer.", since: at }],
  probes: [{ step: "DESCRIBE", verdict: "PASSED", code: "", message: "", kmsRequestId: "r-1", sentence: "The key is enabled, and it is a symmetric key for encryption." }],
};

export const usage: Schemas["KeyUsageResponse"] = {
  answer: "No: three nodes of the cluster orders need it.",
  deletable: false,
  bytes: 3.6e9,
  dependents: nodes.map((node) => ({ kind: "NODE", clusterId: cluster.id, clusterName: cluster.name, dataCenter: "dc1", nodeId: node.id, files: 412, bytes: 1.2e9, keyVersion: "1" })),
};

export const drill: Schemas["DrillResponse"] = {
  id: "op_drill",
  keyId: key.id,
  kind: "DISABLED",
  startedAt: at,
  endedAt: new Date(Date.parse(at) + 140_000).toISOString(),
  nodes: nodes.map((node) => ({ nodeId: node.id, reached: "SEALED", millisToReach: 31_400, sealMillis: 2_300, millisToRestore: 18_000 })),
};

const line = (node: string, reason: string) => JSON.stringify({ line: 1, time: at, node, operation: "decrypt", requestId: "req-4711", reason, outcome: "OK" });

export const accesses: Schemas["KeyAccessesResponse"] = {
  items: nodes.map((node) => ({ nodeId: node.id, at, reason: "validate", outcome: "OK", chained: true, line: line(node.id, "validate") })),
  silentNodes: [],
};

export const grant: Schemas["GrantTextResponse"] = {
  provider: "local",
  uri: key.uri,
  principal: `${project.id}/*`,
  parts: [{ kind: "local-command", explanation: "Run this where Kanesh is installed.", text: `./kanesh kms create ${key.uri}\n./kanesh kms grant ${key.uri} ${project.id}` }],
};

export const encryption: Schemas["ClusterEncryptionResponse"] = {
  algorithm: "AES_128",
  phase: "ACTIVE",
  message: "Every node may use its key.",
  outageGraceMinutes: 240,
  dataCenters: [{ dataCenter: "dc1", keyId: key.id, keyName: key.name, phase: "ACTIVE", providerManaged: false, uri: key.uri }],
  nodes: nodes.map((node) => ({ nodeId: node.id, dataCenter: "dc1", state: "ACTIVE", since: at, lastGoodAt: at, nextCheckAt: soon, nextDeadline: soon, recipients: [key.uri], testTerms: false, keyUri: key.uri, keyVersion: "1" })),
};

export const inventory: Schemas["InventoryResponse"] = {
  bytes: 3.6e9,
  complete: true,
  silentNodes: [],
  unreadableFiles: 0,
  groups: nodes.flatMap((node) =>
    ["data", "commit-log", "hints"].map((fileClass, index) => ({ nodeId: node.id, fileClass, tableGroup: index === 0 ? "shop.orders" : "", algorithm: "AES_128" as const, dataKeyId: `dek-${node.zone}`, files: 40, bytes: 4e8 })),
  ),
};

export const proof: Schemas["ProofResponse"] = { clusterId: cluster.id, operationId: "op_proof", createdAt: at, verdict: "No marker was found in any file.", report: '{"verdict":"clean"}', signature: "c2ln", certificatePem: "-----BEGIN CERTIFICATE-----\nmock\n-----END CERTIFICATE-----" };

export const deletion: Schemas["KeyDeletionResponse"] = { keyId: "key_former", deletedAt: at, report: '{"dependents":[]}', signature: "c2ln", certificatePem: proof.certificatePem ?? "" };
