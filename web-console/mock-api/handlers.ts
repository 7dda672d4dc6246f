import { http, HttpResponse } from "msw";
import type { components } from "../src/api/schema";
import { account, auditEvent, members, organization, snippets, token, users } from "./accessState";
import { foundAs } from "./found";
import { keyOptions } from "./keyOptions";
import { accesses, deletion, drill, encryption, grant, inventory, key, proof, usage } from "./keyState";
import { cluster, event, nodes, operation, plan, project, provider, region, types } from "./state";

type Schemas = components["schemas"];
const page = <T>(...items: T[]) => HttpResponse.json<{ items: T[] }>({ items });
const versioned = (body: object) => HttpResponse.json(body, { headers: { ETag: '"1"' } });
const done = () => new HttpResponse(null, { status: 204 });
const PROJECT = "/api/v1/projects/:project";
const CLUSTER = `${PROJECT}/clusters/:cluster`;
const KEY = `${PROJECT}/keys/:key`;
const ORGANIZATION = "/api/v1/organizations/:organization";

/** The session of the mock: any token opens it. */
let signedIn = true;
const session = () => HttpResponse.json({ signedIn, csrfToken: "mock", methods: [{ kind: "token" }] });
const asked = (request: Request, name: string, otherwise: string) => new URL(request.url).searchParams.get(name) ?? otherwise;
const dryRun = (request: Request) => new URL(request.url).searchParams.has("dryRun");

const access = [
  http.get("/api/v1/session", session),
  http.post("/api/v1/session", () => { signedIn = true; return session(); }),
  http.delete("/api/v1/session", () => { signedIn = false; return done(); }),
  http.get("/api/v1/events", () => new HttpResponse(new ReadableStream(), { headers: { "Content-Type": "text/event-stream" } })),
  http.get("/api/v1/me", () => HttpResponse.json({ id: token.id, name: token.name, roles: [{ role: "OWNER" }] } satisfies Schemas["MeResponse"])),
  http.get("/api/v1/projects", () => page(project)),
  http.post("/api/v1/projects", () => HttpResponse.json(project, { status: 201 })),
  http.get(PROJECT, () => versioned(project)),
  http.patch(PROJECT, () => HttpResponse.json(project)),
  http.get(`${PROJECT}/members`, () => page(...members)),
  http.get("/api/v1/organizations", () => page(organization)),
  http.get(ORGANIZATION, () => versioned(organization)),
  http.get(`${ORGANIZATION}/members`, () => page(...members)),
  http.get(`${ORGANIZATION}/service-accounts`, () => page(account)),
  http.get(`${ORGANIZATION}/identity-provider`, () => HttpResponse.json({ title: "Not found" }, { status: 404 })),
  http.get("/api/v1/tokens", () => page(token)),
  http.post("/api/v1/tokens", () => HttpResponse.json({ ...token, secret: "kns_shown_once" }, { status: 201 })),
  http.get("/api/v1/audit-events", () => page(auditEvent)),
];

const catalog = [
  http.get("/api/v1/catalog/providers", () => page(provider)),
  http.get("/api/v1/catalog/providers/:provider/regions", () => page(region)),
  http.get("/api/v1/catalog/providers/:provider/instance-types", () => page(...types)),
];

const clusters = [
  http.get(`${PROJECT}/clusters`, ({ request }) => (asked(request, "phase", cluster.phase) === cluster.phase ? page(cluster) : page())),
  http.post(`${PROJECT}/clusters`, ({ request }) =>
    dryRun(request) ? HttpResponse.json(plan) : HttpResponse.json({ ...cluster, phase: "CREATING", admin: { username: "admin", password: "shown-once" } }, { status: 202 })),
  http.get(CLUSTER, () => versioned(cluster)),
  http.patch(CLUSTER, () => HttpResponse.json(cluster)),
  http.post(`${PROJECT}/clusters/:verb`, ({ request }) => HttpResponse.json(dryRun(request) ? plan : cluster, { status: dryRun(request) ? 200 : 202 })),
  http.get(`${CLUSTER}/nodes`, () => page(...nodes)),
  http.get(`${CLUSTER}/nodes/:node/logs`, () => page<Schemas["LogLineResponse"]>({ text: "INFO  Startup complete" })),
  http.get(`${CLUSTER}/operations`, () => page(operation)),
  http.get(`${CLUSTER}/events`, () => page(event)),
  http.get(`${CLUSTER}/connection`, () => HttpResponse.json({ contactPoints: ["127.0.3.1"], port: 9042, username: "admin", dataCenters: [], caCertificatePem: "-----BEGIN CERTIFICATE-----\nmock\n-----END CERTIFICATE-----" } satisfies Schemas["ConnectionResponse"])),
  http.get(`${CLUSTER}/connection/snippets`, () => page(...snippets)),
  http.get(`${CLUSTER}/users`, () => page(...users)),
  http.get(`${CLUSTER}/users/:user`, () => versioned(users[1] ?? {})),
  http.get(`${CLUSTER}/allowed-cidrs`, () => versioned({ allowedCidrs: cluster.spec.allowedCidrs, enforced: true, nodes: [] } satisfies Schemas["AllowListResponse"])),
  http.get(`${CLUSTER}/encryption`, () => HttpResponse.json(encryption)),
  http.get(`${CLUSTER}/inventory`, () => HttpResponse.json(inventory)),
  http.get(`${CLUSTER}/proofs`, () => page(proof)),
  http.get(`${CLUSTER}/proofs/:operation`, () => HttpResponse.json(proof)),
  http.get("/api/v1/search", ({ request }) => HttpResponse.json(foundAs(asked(request, "q", "")))),
  http.get("/api/v1/operations", () => page(operation)),
  http.get("/api/v1/operations/:operation", () => HttpResponse.json(operation)),
];

const keys = [
  http.get(`${PROJECT}/keys`, () => page(key)),
  http.post(`${PROJECT}/keys`, () => HttpResponse.json(key, { status: 201 })),
  http.get(`${PROJECT}/keys:grant-text`, () => HttpResponse.json(grant)),
  http.get(`${PROJECT}/encryption-options`, () => HttpResponse.json(keyOptions)),
  http.get(`${PROJECT}/key-policy`, () => HttpResponse.json({ customerKeysOnly: false, aes256Only: false })),
  http.get(`${PROJECT}/key-deletions`, () => page(deletion)),
  http.get(KEY, () => versioned(key)),
  http.post(`${PROJECT}/keys/:verb`, () => HttpResponse.json(key)),
  http.get(`${KEY}/usage`, () => HttpResponse.json(usage)),
  http.get(`${KEY}/drills`, () => page(drill)),
  http.get(`${KEY}/accesses`, () => HttpResponse.json(accesses)),
];

export const handlers = [...access, ...catalog, ...clusters, ...keys];
