import { http, HttpResponse } from "msw";
import type { components } from "../src/api/schema";
import { cluster, nodes, operation, project } from "./state";

type Schemas = components["schemas"];
const page = <T>(...items: T[]) => HttpResponse.json<{ items: T[] }>({ items });
const CLUSTER = "/api/v1/projects/:project/clusters/:cluster";

const types: Schemas["InstanceTypeResponse"][] = [
  { name: "local.small", family: "local", architecture: "x86_64", vcpus: 1, memoryBytes: 1.5 * 1024 ** 3, storageBytes: 10 * 1024 ** 3, heapMib: 600, capacityWeight: 1, networkMbps: 1000, launchable: true, prices: { "local-1": { asOf: "2026-07-20", usdPerHour: 0, usdPerMonth: 0 } } },
];

const plan: Schemas["ClusterPlanResponse"] = {
  spec: cluster.spec,
  changes: [{ verb: "ADD", what: "3 nodes of local.small in local-1", reason: "The cluster does not exist yet." }],
  notes: [],
  keys: [{ keys: 1, provider: "local", requestsPerMonth: 0, usdForKeys: 0, usdForRequests: 0 }],
  removesData: false,
  secondsExpected: 30,
  usdPerMonth: 0,
};

/** The session of the mock: any token opens it. */
let signedIn = true;
const session = () => HttpResponse.json({ signedIn, csrfToken: "mock", methods: [{ kind: "token" }] });

export const handlers = [
  http.get("/api/v1/session", session),
  http.post("/api/v1/session", () => { signedIn = true; return session(); }),
  http.delete("/api/v1/session", () => { signedIn = false; return new HttpResponse(null, { status: 204 }); }),
  http.get("/api/v1/events", () => new HttpResponse(new ReadableStream(), { headers: { "Content-Type": "text/event-stream" } })),
  http.get("/api/v1/me", () => HttpResponse.json({ id: "tok_mock", name: "first token", roles: [{ role: "OWNER" }] } satisfies Schemas["MeResponse"])),
  http.get("/api/v1/projects", () => page(project)),
  http.post("/api/v1/projects", () => HttpResponse.json(project, { status: 201 })),
  http.get("/api/v1/tokens", () => page<Schemas["TokenResponse"]>({ id: "tok_mock", name: "first token", role: "OWNER", createdAt: cluster.createdAt })),
  http.get("/api/v1/catalog/providers", () => page<Schemas["ProviderResponse"]>({ name: "local", title: "This computer", launchable: true })),
  http.get("/api/v1/catalog/providers/:provider/regions", () => page<Schemas["RegionResponse"]>({ name: "local-1", title: "Local one", zones: ["local-1a", "local-1b", "local-1c"] })),
  http.get("/api/v1/catalog/providers/:provider/instance-types", () => page(...types)),
  http.get("/api/v1/projects/:project/clusters", () => page(cluster)),
  http.post("/api/v1/projects/:project/clusters", ({ request }) =>
    new URL(request.url).searchParams.has("dryRun")
      ? HttpResponse.json(plan)
      : HttpResponse.json({ ...cluster, phase: "CREATING", admin: { username: "admin", password: "shown-once" } }, { status: 202 })),
  http.get(CLUSTER, () => HttpResponse.json(cluster, { headers: { ETag: '"1"' } })),
  http.patch(CLUSTER, () => HttpResponse.json(cluster)),
  http.get(`${CLUSTER}/nodes`, () => page(...nodes)),
  http.get(`${CLUSTER}/nodes/:node/logs`, () => page<Schemas["LogLineResponse"]>({ text: "INFO  Startup complete" })),
  http.get(`${CLUSTER}/operations`, () => page(operation)),
  http.get(`${CLUSTER}/events`, () => page<Schemas["EventResponse"]>({ at: cluster.createdAt, type: "cluster", resourceId: cluster.id, reason: "ClusterRequested", message: "The cluster was requested by first token." })),
  http.get(`${CLUSTER}/connection`, () => HttpResponse.json({ contactPoints: ["127.0.3.1"], port: 9042, username: "admin", dataCenters: [], caCertificatePem: "-----BEGIN CERTIFICATE-----\nmock\n-----END CERTIFICATE-----" } satisfies Schemas["ConnectionResponse"])),
  http.get("/api/v1/operations", () => page(operation)),
  http.get("/api/v1/operations/:operation", () => HttpResponse.json(operation)),
];
