import { expect, test } from "./pressed";
import { confirm, home, look, makeLocalKey, ownProject, signIn } from "./kanesh";
import { beginAgain, stop } from "./processes";
import { expectTerraform } from "./terraform";
import { clientOf, forget, run, withStatements } from "./programs";

const ORDERS = [
  "CREATE KEYSPACE bazaar WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}",
  "CREATE TABLE bazaar.orders (merchant text PRIMARY KEY, goods text, total int)",
  ...["Pushuken", "Lamassi", "Imdi-ilum"].map((merchant, at) => `INSERT INTO bazaar.orders (merchant, goods, total) VALUES ('${merchant}', 'tin', ${at})`),
];

/** A real engine and a real driver, and nothing but what the pages show. One node: what more nodes do is tested where they are. */
test("an encrypted cluster under a key of one's own: made, written to, switched off and on, restarted, deleted", async ({ page }) => {
  const { id: project } = await ownProject("clay");
  await signIn(page, `/projects/${project}/new-cluster`);
  await page.getByRole("textbox", { name: "Name" }).fill("envelopes");
  await page.getByRole("textbox", { name: "Nodes" }).fill("1");
  await page.getByRole("textbox", { name: "Replicas of each row" }).fill("1");
  await page.getByRole("button", { name: "Bring your own key in six steps" }).click();
  const wizard = page.getByRole("dialog");
  await wizard.getByRole("radio", { name: "Local KMS" }).check();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("textbox", { name: "Name in Kanesh" }).fill("clay-key");
  await wizard.getByRole("button", { name: "Next" }).click();
  await makeLocalKey("kanesh-local://local-1/clay-key", project);
  await wizard.getByRole("button", { name: "I have pasted it" }).click();
  await wizard.getByRole("button", { name: "Register and check" }).click();
  await expect(wizard.getByText("The key works")).toBeVisible({ timeout: 60_000 });
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("button", { name: "Use it for this cluster" }).click();
  await page.getByRole("button", { name: "Create the cluster" }).click();
  const password = (await page.getByLabel("password", { exact: true }).textContent()) ?? "";
  await page.getByRole("button", { name: /I have stored it/ }).click();
  await expect(page.getByText("1 of 1", { exact: true })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText("Active", { exact: true })).toBeVisible();

  await page.getByRole("tab", { name: "Connection" }).click();
  const client = await clientOf(page);
  await run(client, withStatements(client.program, ORDERS), "admin", password);
  expect(await run(client, client.program, "admin", password)).toContain("Pushuken tin 0");
  await page.getByRole("tab", { name: "Users" }).click();
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("scribe");
  await expectTerraform(page, page.getByRole("dialog"));
  await confirm(page, "Make the user");
  const scribes = (await page.getByLabel("password of scribe", { exact: true }).textContent()) ?? "";
  expect(await run(client, client.program, "scribe", scribes)).toContain("Lamassi");
  await page.getByRole("button", { name: "Hide the password of scribe" }).click();
  await page.getByRole("button", { name: "Change scribe" }).click();
  await page.getByRole("checkbox", { name: /^Write/ }).uncheck();
  await confirm(page, "Save");
  await expect(page.getByRole("row", { name: /scribe/ })).toContainText("every keyspace: read");
  await page.getByRole("button", { name: "New password for scribe" }).click();
  await confirm(page, "Give it a new password");
  const renewed = (await page.getByLabel("password of scribe", { exact: true }).textContent()) ?? "";
  expect(await run(client, client.program, "scribe", renewed)).toContain("Lamassi");
  await look(page, "cluster-users");
  await page.getByRole("tab", { name: "Nodes" }).click();
  await look(page, "cluster-nodes-real");
  await page.getByRole("tab", { name: "Encryption" }).click();
  await expect(page.getByText(/in all, every byte encrypted/)).toBeVisible();

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Keys" }).click();
  await page.getByRole("link", { name: "clay-key" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("clay-key");
  await confirm(page, "Switch the data off");
  await expect(page.getByRole("region", { name: "Nodes of envelopes" }).getByText("Sealed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await look(page, "key-sealed");
  await page.getByRole("link", { name: "envelopes" }).click();
  await expect(page.getByText("Sealed", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(run(client, client.program, "admin", password)).rejects.toThrow();
  await look(page, "cluster-sealed");
  await page.goBack();
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await confirm(page, "Switch the data on");
  await page.getByRole("link", { name: "envelopes" }).click();
  await expect(page.getByText("Active", { exact: true })).toBeVisible({ timeout: 120_000 });
  expect(await run(client, client.program, "scribe", scribes)).toContain("Imdi-ilum");

  await stop(home());
  await expect(page.getByText("Kanesh does not answer at the moment")).toBeVisible();
  expect(await run(client, client.program, "scribe", scribes)).toContain("Lamassi");
  await look(page, "control-plane-away");
  await beginAgain(home());
  await expect(page.getByText("Kanesh does not answer at the moment")).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await confirm(page, "Restart it now");
  await page.getByRole("tab", { name: "Operations" }).click();
  const restart = page.getByRole("row", { name: /Restart cluster/ });
  await expect(restart.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 120_000 });
  expect(await run(client, client.program, "admin", password)).toContain("Pushuken");
  await forget(client);

  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("switch", { name: "Deletion protection" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Delete this cluster" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("envelopes");
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page.getByText("No cluster yet")).toBeVisible({ timeout: 90_000 });
});
