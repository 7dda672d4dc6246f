import type { Page, Route } from "@playwright/test";
import { account, auditEvent, members, organization, snippets, token, users } from "../../mock-api/accessState";
import { foundAs } from "../../mock-api/found";
import { keyOptions } from "../../mock-api/keyOptions";
import { accesses, deletion, drill, encryption, inventory, key, proof, usage } from "../../mock-api/keyState";
import { cluster, event, nodes, operation, project, provider, region, types } from "../../mock-api/state";

/** What an API of a test's own answers to a page: nothing of a control plane is asked but the page itself. */
export type Answer = (path: string) => { status?: number; type?: string; body: string } | undefined;

const list = (...items: unknown[]) => ({ items });

/** What the frame of every page reads, and the resource that a page's tabs are about. */
const FRAME: Record<string, unknown> = {
  "/session": { signedIn: true, csrfToken: "x", methods: [{ kind: "token" }] },
  "/me": { id: token.id, name: token.name, roles: [{ role: "OWNER" }] },
  "/projects": list(project),
  "/organizations": list(organization),
};
const HEADS: Record<string, unknown> = {
  [`/projects/${project.id}`]: project,
  [`/projects/${project.id}/clusters/${cluster.id}`]: cluster,
  [`/projects/${project.id}/keys/${key.id}`]: key,
};

const ofCluster = `/projects/${project.id}/clusters/${cluster.id}`;
const ofKey = `/projects/${project.id}/keys/${key.id}`;

/** Every read of every page, filled. */
export const FILLED: Record<string, unknown> = {
  ...FRAME,
  ...HEADS,
  [`/projects/${project.id}/clusters`]: list(cluster),
  [`/projects/${project.id}/keys`]: list(key),
  [`/projects/${project.id}/key-policy`]: { customerKeysOnly: false, aes256Only: false },
  [`/projects/${project.id}/encryption-options`]: keyOptions,
  [`/projects/${project.id}/members`]: list(...members),
  [`/organizations/${organization.id}`]: organization,
  [`/organizations/${organization.id}/members`]: list(...members),
  [`/organizations/${organization.id}/service-accounts`]: list(account),
  "/catalog/providers": list(provider),
  [`/catalog/providers/${provider.name}/regions`]: list(region),
  [`/catalog/providers/${provider.name}/instance-types`]: list(...types),
  [`/projects/${project.id}/key-deletions`]: list(deletion),
  "/tokens": list(token),
  "/audit-events": list(auditEvent),
  "/search": foundAs("o"),
  "/operations": list(operation),
  [`/operations/${operation.id}`]: operation,
  [`${ofCluster}/nodes`]: list(...nodes),
  [`${ofCluster}/operations`]: list(operation),
  [`${ofCluster}/events`]: list(event),
  [`${ofCluster}/connection`]: { contactPoints: ["127.0.3.1"], port: 9042, username: "admin", dataCenters: [], caCertificatePem: "mock" },
  [`${ofCluster}/connection/snippets`]: list(...snippets),
  [`${ofCluster}/users`]: list(...users),
  [`${ofCluster}/allowed-cidrs`]: { allowedCidrs: ["10.0.0.0/8"], enforced: true, nodes: [] },
  [`${ofCluster}/encryption`]: encryption,
  [`${ofCluster}/inventory`]: inventory,
  [`${ofCluster}/proofs`]: list(proof),
  [`${ofKey}/usage`]: usage,
  [`${ofKey}/drills`]: list(drill),
  [`${ofKey}/accesses`]: accesses,
};

/** Answers for the API: the frame as it is, everything else as the test says. */
export async function answering(page: Page, answer: Answer): Promise<void> {
  await page.route("**/api/v1/**", async (route: Route) => {
    const path = new URL(route.request().url()).pathname.replace("/api/v1", "");
    // The live stream stays silent: a page that reads everything anew by itself would hide what a test looks for.
    if (path === "/events") return;
    const frame = FRAME[path] ?? HEADS[path];
    const given = answer(path);
    if (given) return route.fulfill({ status: given.status ?? 200, contentType: given.type ?? "application/json", body: given.body });
    if (frame) return route.fulfill({ json: frame, headers: { ETag: '"1"' } });
    return route.fulfill({ status: 404, json: { title: "Not found", detail: path } });
  });
}

/** A read that has nothing in it, whichever it is. */
export const NOTHING = { items: [], silentNodes: [], groups: [], dependents: [], dataCenters: [], nodes: [], bytes: 0, unreadableFiles: 0, complete: true, deletable: true, algorithm: "AES_128", phase: "ACTIVE", outageGraceMinutes: 240, customerKeysOnly: false, aes256Only: false };

/** Every page with lists, and what each of them says when it has nothing. */
export const PAGES: Record<string, string[]> = {
  "/": ["No cluster yet"],
  [`/projects/${project.id}/clusters`]: ["No cluster yet"],
  [`/projects/${project.id}/keys`]: ["No key yet", "No key was forgotten"],
  [`/projects/${project.id}`]: ["No member yet"],
  [`/organization/${organization.id}`]: ["No member yet"],
  [`/organization/${organization.id}/service-accounts`]: ["No service account yet"],
  "/operations": ["Nothing has run yet"],
  "/tokens": ["No token yet"],
  "/audit": ["Nothing yet"],
  [`${ofCluster}/nodes`]: ["No node yet"],
  [`${ofCluster}/operations`]: ["No operation yet"],
  [`${ofCluster}/events`]: ["No event yet"],
  [`${ofCluster}/users`]: ["No user yet"],
  [`${ofCluster}/encryption`]: ["No file yet", "No proof yet"],
  [`${ofKey}/usage`]: ["May this key be deleted? Yes.", "Nothing depends on it"],
  [`${ofKey}/accesses`]: ["No node has used this key."],
  [`${ofKey}/drills`]: ["No drill yet"],
};
