import { proof } from "../../mock-api/keyState";
import { cluster, operation, project } from "../../mock-api/state";
import { FILLED, answering } from "./answers";
import { look, url } from "./kanesh";
import { expect, test } from "./pressed";

/** What a real control plane shows for moments only, or needs minutes for: here it is there at once. */
const json = (body: unknown) => ({ body: JSON.stringify(body) });

test("an operation is cancelled or tried again by one request each", async ({ page }) => {
  const path = `/operations/${operation.id}`;
  await answering(page, (asked) => (asked.startsWith(path) ? json({ ...operation, state: "RUNNING", cancellable: true, retryable: true }) : undefined));
  await page.goto(url() + path);
  for (const [button, verb] of [["Cancel and undo", "cancel"], ["Try again", "retry"]] as const) {
    const [asked] = await Promise.all([page.waitForRequest((request) => request.method() === "POST"), page.getByRole("button", { name: button }).click()]);
    expect(asked.url()).toMatch(new RegExp(`${operation.id}:${verb}$`));
    expect(asked.headers()["idempotency-key"]).toBeTruthy();
    await expect(page.getByRole("button", { name: button })).toBeEnabled();
  }
});

test("the report of a proof, its signature and the certificate are saved", async ({ page }) => {
  const path = `/projects/${project.id}/clusters/${cluster.id}`;
  await answering(page, (asked) => (asked === `${path}/proofs/${proof.operationId}` ? json(proof) : FILLED[asked] ? json(FILLED[asked]) : undefined));
  await page.goto(`${url()}${path}/encryption`);
  await page.getByRole("button", { name: `Report of ${proof.operationId}` }).click();
  await expect(page.getByRole("dialog")).toContainText(proof.verdict);
  for (const [button, file] of [["Save the report", "report.json"], ["Save its signature", "report.sig"], ["Save the certificate", "certificate.pem"]] as const) {
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
    expect(saved.suggestedFilename()).toBe(file);
  }
});

test("lists of more than one page are turned forth and back", async ({ page }) => {
  await answering(page, (asked) => (FILLED[asked] ? json({ ...Object(FILLED[asked]), ...(asked === "/operations" ? { nextPageToken: "more" } : {}) }) : undefined));
  await page.goto(`${url()}/operations`);
  await expect(page.getByRole("button", { name: "Newer" })).toBeDisabled();
  const [older] = await Promise.all([page.waitForRequest(/pageToken=more/), page.getByRole("button", { name: "Older" }).click()]);
  expect(older.method()).toBe("GET");
  await page.getByRole("button", { name: "Newer" }).click();
  await expect(page.getByRole("button", { name: "Newer" })).toBeDisabled();
});

test("the switch of projects knows what stands on later pages", async ({ page }) => {
  const far = { ...project, id: "prj_far", name: "far" };
  await answering(page, (asked) => (FILLED[asked] ? json(FILLED[asked]) : undefined));
  await page.route(/\/api\/v1\/projects\?/, (route) =>
    route.fulfill({ json: new URL(route.request().url()).searchParams.has("pageToken") ? { items: [far] } : { items: [project], nextPageToken: "more" } }));
  await page.goto(`${url()}/tokens`);
  await page.getByRole("combobox", { name: "Project" }).click();
  await page.getByRole("option", { name: "far" }).click();
  await expect(page).toHaveURL(/projects\/prj_far\/clusters$/);
});

test("the search asks once for what was typed, says in which project it is, and says when nothing is called so", async ({ page }) => {
  const asked: string[] = [];
  const far = [
    { type: "CLUSTER", id: "cl_far", name: "far-cluster", projectId: "prj_far" },
    { type: "NODE", id: "nd_far", name: null, projectId: project.id, clusterId: cluster.id },
    { type: "OPERATION", id: operation.id, name: "create-cluster", projectId: project.id },
  ];
  let refused = true;
  await answering(page, (path) => (FILLED[path] ? json(FILLED[path]) : undefined));
  await page.route("**/api/v1/search?**", (route) => {
    const q = new URL(route.request().url()).searchParams.get("q") ?? "";
    asked.push(q);
    if (q === "slow" && refused) return route.fulfill({ status: 409, contentType: "application/problem+json", json: { title: "Out of order" } });
    return route.fulfill({ json: { items: q === "far" ? far : [], truncated: q === "far" } });
  });
  await page.clock.install();
  await page.goto(`${url()}/tokens`);
  await page.getByRole("button", { name: "Search" }).click();
  const input = page.getByRole("textbox", { name: "Name or id" });
  const found = page.getByRole("navigation", { name: "Found" }).getByRole("link");
  await expect(found.filter({ hasText: "Overview" })).toHaveAttribute("href", "/");
  // Time stands still while somebody types, however slow this machine is.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await input.pressSequentially("far");
  expect(asked).toEqual([]);
  await page.clock.resume();
  await expect(found).toHaveText(["far-clusterCluster, project prj_far", `nd_farNode nd_far, project ${project.name}`, `Create clusterOperation ${operation.id}, project ${project.name}`]);
  await expect(found.first()).toHaveAttribute("href", "/projects/prj_far/clusters/cl_far");
  await expect(page.getByText("There is more. Give more of the name.")).toBeVisible();
  expect(asked).toEqual(["far"]);
  await input.fill("nothing-so");
  await expect(page.getByText("Nothing here is called so.")).toBeVisible();
  await input.fill("slow");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("Out of order");
  refused = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Nothing here is called so.")).toBeVisible();
  await input.fill("audit");
  await found.first().click();
  await expect(page).toHaveURL(/\/audit$/);
});

test("the overview turns its clusters page by page, and first shows those that need somebody, wherever they stand", async ({ page }) => {
  const sealed = { ...cluster, id: "cl_far", name: "far", phase: "SEALED", conditions: [{ ...cluster.conditions[0], status: "False", message: "Its key is away." }] };
  await answering(page, (path) => (FILLED[path] ? json(FILLED[path]) : undefined));
  await page.route(/\/api\/v1\/projects\/[^/]+\/clusters\?/, (route) => {
    const { searchParams } = new URL(route.request().url());
    const phase = searchParams.get("phase");
    if (phase) return route.fulfill({ json: { items: phase === "SEALED" ? [sealed] : [] } });
    return route.fulfill({ json: searchParams.has("pageToken") ? { items: [sealed] } : { items: [cluster], nextPageToken: "more" } });
  });
  await page.goto(url());
  await expect(page.getByText("Its key is away.")).toBeVisible();
  const rows = page.getByRole("region", { name: "Clusters" }).getByRole("row");
  await expect(rows).toHaveText([/^Name/, /^orders/]);
  await page.getByRole("button", { name: "Older" }).click();
  await expect(rows).toHaveText([/^Name/, /^far/]);
  await expect(page.getByText("Its key is away.")).toBeVisible();
  await look(page, "overview-second-page");
});
