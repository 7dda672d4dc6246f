import type { components } from "../src/api/schema";
import { cluster, project } from "./state";

type Schemas = components["schemas"];
const at = cluster.createdAt;

export const organization: Schemas["OrganizationResponse"] = { id: project.organizationId, name: "Kanesh & Sons", createdAt: at };

export const members: Schemas["MemberResponse"][] = [
  { id: "usr_1", kind: "PERSON", name: "Lamassi", email: "lamassi@example.org", roles: ["OWNER"] },
  { id: "sa_1", kind: "SERVICE_ACCOUNT", name: "pipeline", roles: ["OPERATOR"] },
];

export const account: Schemas["ServiceAccountResponse"] = { id: "sa_1", name: "pipeline", organizationId: organization.id, createdAt: at };

export const token: Schemas["TokenResponse"] = { id: "tok_mock", name: "first token", role: "OWNER", createdAt: at, lastUsedAt: at };

export const users: Schemas["DatabaseUserResponse"][] = [
  { name: "admin", superuser: true, canLogin: true, origin: "CQL", access: [], memberOf: [], otherPermissions: [] },
  { name: "orders_app", superuser: false, canLogin: true, origin: "KANESH", access: [{ keyspace: "shop", read: true, write: true }], memberOf: [], otherPermissions: [], lastLoginAt: at, lastLoginFrom: "10.20.0.7" },
];

export const auditEvent: Schemas["AuditEventResponse"] = {
  sequence: 1,
  at,
  kind: "REQUEST",
  outcome: "DONE",
  actorId: token.id,
  actorName: token.name,
  address: "127.0.0.1",
  operation: "createCluster",
  resourceId: cluster.id,
  resourceType: "cluster",
  roles: ["OWNER"],
  hash: "4f2a",
  previous: "00",
};

export const snippets: Schemas["SnippetResponse"][] = [
  { language: "Python", file: "connect.py", needs: "pip install cassandra-driver", run: "python3 connect.py", text: 'print("connected")' },
  { language: "Node.js", file: "connect.js", needs: "npm install cassandra-driver", run: "node connect.js", text: 'console.log("connected")' },
];
