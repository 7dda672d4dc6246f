import { expect, test } from "./pressed";
import { expectTerraform } from "./terraform";
import { simulated } from "./clusters";
import { call, confirm, look, ownProject, signIn, token, url } from "./kanesh";

test("a wrong token is refused in the API's words, the right one leads back to the page asked for", async ({ page }) => {
  await page.goto(`${url()}/operations`);
  await expect(page).toHaveURL(/sign-in\?returnTo=%2Foperations/);
  await look(page, "sign-in");
  await page.getByRole("textbox", { name: "Token" }).fill("kns_nonsense");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText(/token/i);
  await page.getByRole("textbox", { name: "Token" }).fill(token());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${url()}/operations`);
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]));
  expect(kept).not.toContain(token());
});

test("a cluster from its form to its end", async ({ page }) => {
  await ownProject("first-steps");
  await signIn(page);
  await page.getByRole("combobox", { name: "Project" }).click();
  await page.getByRole("option", { name: "first-steps" }).click();
  await expect(page.getByRole("heading", { name: "Clusters", level: 1 })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  await look(page, "overview-empty");
  await page.getByRole("link", { name: "Create the first cluster" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("orders");
  await page.getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: /simulated/i }).click();
  await expect(page.getByText("What will happen")).toBeVisible();
  await expect(page.getByText(/about \d+ s/)).toBeVisible();
  await page.getByRole("button", { name: "Add a user" }).click();
  await page.getByRole("textbox", { name: "Name in the database" }).fill("orders_app");
  await page.getByRole("checkbox", { name: /^Write/ }).uncheck();
  await page.getByRole("checkbox", { name: /^Define/ }).check();
  const review = page.getByRole("region", { name: "Review" });
  await expect(review).toContainText("orders_app: every keyspace: read, define");
  await expect(review).toContainText("3 nodes of sim.small in sim-1");
  await expect(page.getByText("user orders_app: read, define in every keyspace")).toBeVisible();
  await expectTerraform(page);
  await expect(page.getByLabel("curl command", { exact: true })).toContainText('"users"');
  await look(page, "new-cluster");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(page.getByLabel("password", { exact: true })).toHaveText(/\S{20,}/);
  await expect(page.getByLabel("password of orders_app", { exact: true })).toHaveText(/\S{20,}/);
  await look(page, "cluster-passwords");
  await page.getByRole("button", { name: /I have stored them/ }).click();
  await expect(page.getByRole("heading", { name: "orders", level: 1 })).toBeVisible();
  await expect(page.getByText("3 of 3", { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await look(page, "cluster-status");
  await page.getByRole("tab", { name: "Users" }).click();
  await expect(page.getByRole("row", { name: /orders_app/ })).toContainText("every keyspace: read, define");
  for (const tab of ["Nodes", "Operations", "Events", "Connection"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tab", { name: tab })).toHaveAttribute("aria-selected", "true");
    await look(page, `cluster-${tab.toLowerCase()}`);
  }
  await page.getByRole("tab", { name: "Settings" }).click();
  await look(page, "cluster-settings");
  await expect(page.getByRole("button", { name: "Delete this cluster" })).toBeDisabled();
  await page.getByRole("switch", { name: "Deletion protection" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Delete this cluster" })).toBeEnabled();
  await page.getByRole("button", { name: "Delete this cluster" }).click();
  const confirm = page.getByRole("button", { name: "Delete it for good" });
  await expect(confirm).toBeDisabled();
  await page.getByRole("dialog").getByRole("textbox").fill("orders");
  await confirm.click();
  await expect(page).toHaveURL(/\/clusters$/);
  await expect(page.getByText("No cluster yet")).toBeVisible({ timeout: 60_000 });
});

test("an operation shows its steps", async ({ page }) => {
  const { id: project } = await ownProject("steps");
  await simulated(project, "steps");
  await signIn(page, "/operations");
  await page.getByRole("link", { name: "Create cluster" }).first().click();
  await expect(page.getByRole("heading", { name: "Steps" })).toBeVisible();
  await look(page, "operation");
});

test("a field's error stands at the field, and nothing typed is lost", async ({ page }) => {
  const { id: project } = await ownProject("slips");
  await signIn(page, `/projects/${project}/new-cluster`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Not a name! 𒀭");
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveAccessibleDescription(/name/i);
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Not a name! 𒀭");
  for (const name of ["scribe", "Admin"]) {
    await page.getByRole("button", { name: "Add a user" }).click();
    await page.getByRole("textbox", { name: "Name in the database" }).last().fill(name);
  }
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await expect(page.getByRole("textbox", { name: "Name in the database" }).last()).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Name in the database" }).first()).not.toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Remove this user: Admin" }).click();
  await expect(page.getByRole("textbox", { name: "Name in the database" })).toHaveValue("scribe");
});

test("a name that is no name is refused at its field and run by nobody; a long one breaks no layout", async ({ page }) => {
  let ran = false;
  await page.exposeFunction("ran", () => (ran = true));
  const long = "x".repeat(63);
  await call("POST", "/api/v1/projects", { name: long });
  await signIn(page, "/projects");
  await expect(page.getByRole("link", { name: long })).toBeVisible();
  await page.getByRole("textbox", { name: "New project" }).fill("<img src=x onerror=ran()> 𒀭 שלום");
  await page.getByRole("button", { name: "Make it" }).click();
  await expect(page.getByRole("textbox", { name: "New project" })).toHaveAttribute("aria-invalid", "true");
  await look(page, "projects");
  expect(ran).toBe(false);
});

test("a token is made, shown once and revoked", async ({ page }) => {
  await signIn(page, "/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("pipeline");
  await expectTerraform(page, page.getByRole("dialog"));
  await page.getByRole("button", { name: "Make the token" }).dblclick();
  await expect(page.getByText("it is shown once")).toBeVisible();
  await expect(page.getByRole("cell", { name: "pipeline", exact: true })).toHaveCount(1);
  await page.getByRole("button", { name: "Hide the token" }).click();
  await page.getByRole("button", { name: "New secret for pipeline" }).click();
  await confirm(page, "Give it a new secret");
  await expect(page.getByText("it is shown once")).toBeVisible();
  await page.getByRole("button", { name: "Revoke pipeline" }).click();
  await confirm(page, "Revoke it");
  await expect(page.getByRole("cell", { name: "pipeline", exact: true })).toHaveCount(0);
  await look(page, "tokens");
});

test("an unknown page says so", async ({ page }) => {
  await signIn(page);
  await page.goto(`${url()}/projects/prj_1/nothing`);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await look(page, "not-found");
});
