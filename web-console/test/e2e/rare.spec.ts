import { organization } from "../../mock-api/accessState";
import { key, proof } from "../../mock-api/keyState";
import { cluster, operation, project } from "../../mock-api/state";
import { FILLED, answering } from "./answers";
import { url } from "./kanesh";
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

test("the switch of projects and the search know what stands on later pages, and any operation by its id", async ({ page }) => {
  const late = {
    projects: { ...project, id: "prj_far", name: "far" },
    organizations: { ...organization, id: "org_far", name: "far-house" },
    clusters: { ...cluster, id: "cl_far", name: "far-cluster" },
    keys: { ...key, id: "key_far", name: "far-key" },
  };
  const old = { ...operation, id: "op_01m00000000000000000000000" };
  await answering(page, (asked) => (asked === `/operations/${old.id}` ? json(old) : FILLED[asked] ? json(FILLED[asked]) : undefined));
  await page.route(/\/api\/v1\/(projects\/[^/]+\/)?(projects|organizations|clusters|keys)\?/, (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const path = pathname.replace("/api/v1", "");
    const last = { items: [late[path.split("/").at(-1) as keyof typeof late]] };
    return route.fulfill({ json: searchParams.has("pageToken") ? last : { items: [], ...(FILLED[path] as object | undefined), nextPageToken: "more" } });
  });
  await page.goto(`${url()}/tokens`);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("textbox", { name: "Name or id" }).fill("far");
  const found = page.getByRole("navigation", { name: "Found" }).getByRole("link");
  await expect(found).toHaveText([/^far-cluster/, /^far-key/, /^far/, /^far-house/]);
  await page.getByRole("textbox", { name: "Name or id" }).fill(old.id);
  await expect(found).toHaveAttribute("href", `/operations/${old.id}`);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("combobox", { name: "Project" }).click();
  await page.getByRole("option", { name: "far" }).click();
  await expect(page).toHaveURL(/projects\/prj_far\/clusters$/);
});
