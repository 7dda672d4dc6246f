import type { Locator, Page } from "@playwright/test";
import { cluster, plan, project, region } from "../../mock-api/state";
import { accesses, grant, key } from "../../mock-api/keyState";
import { FILLED, answering } from "./answers";
import { url } from "./kanesh";
import { expect, test } from "./pressed";

/** Buttons whose work takes a real cluster minutes, or that few pages have: pressed where everything is there at once. */
const json = (body: unknown) => ({ body: JSON.stringify(body) });
const ofProject = `/projects/${project.id}`;
const ofCluster = `${ofProject}/clusters/${cluster.id}`;
const ofKey = `${ofProject}/keys/${key.id}`;

const filled = (page: Page, more: Record<string, unknown> = {}) =>
  answering(page, (path) => {
    const body = more[path] ?? FILLED[path];
    if (body) return json(body);
    return /:[a-z-]+$|users.orders_app$/.test(path) ? json({ ...cluster, ...plan }) : undefined;
  });

test("a deed that was confirmed is one request, under a key of its own", async ({ page }) => {
  await filled(page, { [ofKey]: { ...key, allowedActions: key.allowedActions.map(({ action }) => ({ action, allowed: true })) } });
  const deeds = [
    [ofCluster, "Repair", "Repair it now", "POST", ":repair"],
    [ofCluster, "Restart", "Restart it now", "POST", ":restart"],
    [`${ofCluster}/nodes`, "Replace nd_a", "Replace it", "POST", ":replace"],
    [`${ofCluster}/encryption`, "Re-encrypt", "Re-encrypt now", "POST", ":reencrypt"],
    [`${ofCluster}/encryption`, "Prove it", "Begin the proof", "POST", ":prove"],
    [`${ofCluster}/settings`, "Replace the authority", "Begin", "POST", ":rotate-certificates"],
    [`${ofCluster}/users`, "Delete orders_app", "Delete it", "DELETE", "/users/orders_app"],
    [`${ofCluster}/users`, "New password for orders_app", "Give it a new password", "POST", "/users/orders_app:rotate"],
    [ofKey, "Rotate", "Rotate it now", "POST", ":rotate"],
    [ofKey, "Revoke", "Switch the data off", "POST", ":revoke"],
    [ofKey, "Restore", "Switch the data on", "POST", ":restore"],
  ] as const;
  for (const [path, button, confirm, method, end] of deeds) {
    await page.goto(url() + path);
    await page.getByRole("button", { name: button, exact: true }).click();
    if (button === "Revoke") await page.getByRole("dialog").getByRole("textbox").fill(key.name);
    const asked = page.waitForRequest((request) => request.method() === method && !request.url().includes("dryRun") && new URL(request.url()).pathname.endsWith(end));
    await page.getByRole("dialog").getByRole("button", { name: confirm, exact: true }).click();
    const { "idempotency-key": once } = (await asked).headers();
    if (method === "POST") expect(once, end).toBeTruthy();
    await expect(page.getByRole("dialog"), end).toHaveCount(0);
  }
});

test("parts of a form come and go, and the rest stays", async ({ page }) => {
  await filled(page, { "/catalog/providers/local/regions": { items: [region, { ...region, name: "local-2", title: "Local two" }] } });
  await page.route("**/clusters?dryRun=true", (route) => route.fulfill({ json: plan }));
  await page.goto(`${url()}${ofProject}/clusters`);
  await page.getByRole("link", { name: "Create a cluster" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("far");
  await page.getByRole("button", { name: "Add a data center in another region" }).click();
  await expect(page.getByRole("group", { name: "Data center dc2" })).toBeVisible();
  await page.getByRole("button", { name: "Remove this data center" }).first().click();
  await expect(page.getByRole("group", { name: "Data center dc2" })).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("far");
  await page.goto(`${url()}${ofCluster}/users`);
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByRole("button", { name: "Add access to another keyspace" }).click();
  await expect(page.getByRole("group", { name: "Access 2" })).toBeVisible();
  await page.getByRole("button", { name: "Remove this access" }).first().click();
  await expect(page.getByRole("group", { name: "Access 2" })).toHaveCount(0);
});

test("what is shown is copied, saved and led to", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await filled(page, { [`${ofKey}/accesses:export`]: accesses });
  await page.goto(`${url()}${ofCluster}/connection`);
  await page.getByRole("button", { name: "Copy variables" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await page.getByLabel("variables", { exact: true }).textContent());
  await page.goto(`${url()}${ofKey}/accesses`);
  const [lines] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export as JSON lines" }).click()]);
  expect(lines.suggestedFilename()).toBe("orders-key-accesses.jsonl");
  await page.goto(`${url()}${ofProject}/keys`);
  await page.getByRole("button", { name: "Proof of key_former" }).click();
  for (const button of ["Save the report", "Save its signature", "Save the certificate"]) {
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
    expect(saved.suggestedFilename()).toMatch(/^(key-report\.(json|sig)|certificate\.pem)$/);
  }
});

test("on a phone the menu opens and closes; without a project the first page leads to one", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await filled(page);
  await page.goto(`${url()}/tokens`);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Keys" }).click();
  await expect(page.getByRole("heading", { name: "Keys", level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Keys" })).not.toBeInViewport();
  await page.route("**/api/v1/projects?**", (route) => route.fulfill({ json: { items: [] } }));
  await page.goto(url());
  await page.getByRole("link", { name: "Make a project" }).click();
  await expect(page.getByText("No project yet")).toBeVisible();
});

/** The steps of the wizard up to the check. */
async function bring(place: Locator): Promise<void> {
  await place.getByRole("radio", { name: "Local KMS" }).check();
  await place.getByRole("button", { name: "Next" }).click();
  await place.getByRole("textbox", { name: "Name in Kanesh" }).fill("orders-key");
  await place.getByRole("button", { name: "Next" }).click();
  await place.getByRole("button", { name: "I have pasted it" }).click();
  await place.getByRole("button", { name: "Register and check" }).click();
}

test("each of the six steps can be gone back to, and the last one leads to the key or into the cluster's form", async ({ page }) => {
  await filled(page, { [`${ofProject}/keys:grant-text`]: grant, [`${ofKey}:check`]: key });
  await page.route("**/clusters?dryRun=true", (route) => route.fulfill({ json: plan }));
  let taken = true;
  await page.route(`**/api/v1${ofProject}/keys`, (route) => route.fulfill(taken ? { status: 409, contentType: "application/problem+json", json: { title: "The name is taken" } } : { status: 201, json: key }));
  await page.goto(`${url()}${ofProject}/new-key`);
  const main = page.getByRole("main");
  await bring(main);
  await expect(page.getByRole("alert").filter({ hasText: "The name is taken" })).toBeVisible();
  taken = false;
  await main.getByRole("button", { name: "Change name or key" }).click();
  await expect(main.getByRole("textbox", { name: "Name in Kanesh" })).toHaveValue("orders-key");
  const on = async (...buttons: string[]) => {
    for (const button of buttons) await main.getByRole("button", { name: button }).click();
  };
  await on("Next", "I have pasted it", "Register and check", "Next", "Next");
  for (const [step, title] of [[5, "Algorithm"], [4, "Check"], [3, "Grant"], [2, "Key"], [1, "Cloud"]] as const) {
    await page.locator(".steps").getByRole("button", { name: title }).click();
    await expect(page.getByText(`Step ${step} of 6: ${title}`)).toBeVisible();
  }
  await on("Next", "Next", "I have pasted it", "Next", "Next");
  await main.getByRole("link", { name: "Show the key" }).click();
  await expect(page.getByRole("heading", { name: key.name, level: 1 })).toBeVisible();

  await page.goto(`${url()}${ofProject}/new-cluster`);
  await page.getByRole("button", { name: "Bring your own key in six steps" }).click();
  const wizard = page.getByRole("dialog");
  await bring(wizard);
  await expect(wizard.getByText("The key works")).toBeVisible();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("button", { name: "Use it for this cluster" }).click();
  await expect(wizard).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Key", exact: true })).toHaveValue(new RegExp(`^${key.name}`));
});
