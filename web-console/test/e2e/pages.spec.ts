import { key, proof } from "../../mock-api/keyState";
import { cluster, operation, project } from "../../mock-api/state";
import { FILLED, answering } from "./answers";
import { look, url } from "./kanesh";
import { expect, test } from "./pressed";

const soon = () => new Date(Date.now() + 9_000_000).toISOString();
const ofKey = `/projects/${project.id}/keys/${key.id}`;
const away = { ...key, phase: "UNREACHABLE", cause: { code: "timeout", faultClass: "UNREACHABLE", message: "No answer within 5 s." }, whatToDo: "See whether the KMS answers from this network." };

/** Pages that a control plane of a test has little to show on: here they are full. */
test("lists and reports are looked at when there is much in them", async ({ page }) => {
  const full: Record<string, unknown> = {
    ...FILLED,
    "/operations": { items: [{ ...operation, id: "op_run", state: "RUNNING", percent: 40, endedAt: undefined, waitingFor: "2 of 3 nodes serve" }, operation] },
    [`/projects/${project.id}/clusters`]: { items: [{ ...cluster, spec: { ...cluster.spec, labels: { team: "payments", live: "" } } }, { ...cluster, id: "cl_ledger", name: "ledger", phase: "DEGRADED", conditions: [{ ...cluster.conditions[0], status: "False", message: "1 of 3 nodes does not serve." }] }] },
    [`/projects/${project.id}/keys`]: { items: [key, { ...away, id: "key_away", name: "away" }] },
    [`/projects/${project.id}/keys/key_away/usage`]: FILLED[`${ofKey}/usage`],
    [`/projects/${project.id}/clusters/${cluster.id}/proofs/${proof.operationId}`]: proof,
  };
  const leases = FILLED[`/projects/${project.id}/clusters/${cluster.id}/encryption`] as { nodes: object[] };
  full[`/projects/${project.id}/clusters/${cluster.id}/encryption`] = { ...leases, nodes: leases.nodes.map((lease) => ({ ...lease, keyUri: key.uri, nextDeadline: soon() })) };
  await answering(page, (path) => (full[path] ? { body: JSON.stringify(full[path]) } : undefined));
  const visit = async (path: string, name: string) => {
    await page.goto(url() + path);
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
    await look(page, name);
  };
  await page.goto(url());
  await expect(page.getByText("The KMS says: No answer within 5 s.")).toBeVisible();
  await look(page, "overview");
  await visit(`/projects/${project.id}/clusters`, "clusters");
  await page.getByRole("textbox", { name: "Filter clusters" }).fill("team=payments");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.goto(`${url()}/projects/${project.id}/keys`);
  await expect(page.getByRole("row", { name: /away/ })).toContainText(/in 2 h \d+ min/);
  await look(page, "keys");
  await page.getByRole("button", { name: "Proof of key_former" }).click();
  await expect(page.getByRole("dialog")).toContainText("dependents");
  await look(page, "key-deletion");
  await page.getByRole("button", { name: "Close" }).click();
  await visit("/operations", "operations");
  await page.getByRole("textbox", { name: "Filter operations" }).fill("no such thing");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("textbox", { name: "Name or id" }).fill("o");
  await look(page, "search");
  await page.getByRole("button", { name: "Close" }).click();
  await visit(`${ofKey}/drills`, "key-drill-report");
  await visit(`${ofKey}/accesses`, "key-accesses-many");
  await page.goto(`${url()}/projects/${project.id}/clusters/${cluster.id}/encryption`);
  await page.getByRole("button", { name: `Report of ${proof.operationId}` }).click();
  await look(page, "cluster-proof");
  await page.goto(`${url()}/projects/${project.id}/clusters/${cluster.id}/nodes`);
  await page.getByRole("textbox", { name: "Filter nodes" }).fill("nd_b");
  await expect(page.getByRole("heading", { name: /^Zone/ })).toHaveCount(1);
  await page.getByRole("textbox", { name: "Filter nodes" }).clear();
  await page.getByRole("combobox", { name: "Order of the nodes" }).click();
  await page.getByRole("option", { name: "Busiest first" }).click();
  await expect(page.getByRole("heading", { name: /^Zone/ })).toHaveCount(3);
});
