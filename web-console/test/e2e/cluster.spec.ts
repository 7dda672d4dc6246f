import { expect, test } from "./pressed";
import { expectTerraform } from "./terraform";
import { settled, simulated } from "./clusters";
import { call, confirm, look, ownProject, signIn } from "./kanesh";

test("what is done with a cluster says its plan before, and why it is not allowed", async ({ page }) => {
  const { id: project } = await ownProject("deeds");
  const id = await simulated(project, "deeds");
  await signIn(page, `/projects/${project}/clusters/${id}`);
  await expect(page.getByRole("button", { name: "Resume" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Resume" })).toHaveAccessibleDescription(/.+/);
  for (const [verb, said] of [["Restart", "One node after the other"], ["Repair", "Every replica"]] as const) {
    await page.getByRole("button", { name: verb, exact: true }).click();
    await expect(page.getByRole("dialog")).toContainText(said);
    await expect(page.getByRole("dialog")).toContainText("about");
    if (verb === "Restart") await look(page, "cluster-restart");
    await expectTerraform(page, page.getByRole("dialog"));
    await page.getByRole("button", { name: "Leave it as it is" }).click();
  }
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await confirm(page, "Pause it now");
  await expect(page.getByText("Paused", { exact: true })).toBeVisible({ timeout: 60_000 });
  await settled(project, id);
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await confirm(page, "Resume it now");
  await settled(project, id);
  await page.getByRole("tab", { name: "Nodes" }).click();
  await page.getByRole("button", { name: /^Replace/ }).first().click();
  await page.getByRole("checkbox", { name: /Also when it serves/ }).check();
  await expect(page.getByRole("dialog")).toContainText("about");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Logs of/ }).first().click();
  await page.getByText("Agent", { exact: true }).click();
  await page.getByRole("button", { name: /^Hide logs of/ }).click();
});

test("encryption, network, users and certificates of a cluster have their pages", async ({ page }) => {
  const { id: project } = await ownProject("inside");
  const id = await simulated(project, "inside");
  await signIn(page, `/projects/${project}/clusters/${id}/encryption`);
  await expect(page.getByRole("heading", { name: "Leases of the nodes" })).toBeVisible();
  await page.getByRole("button", { name: "Ask the nodes again" }).click();
  await look(page, "cluster-encryption");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByRole("textbox", { name: /Minutes to serve/ }).fill("60");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("1 h", { exact: true })).toBeVisible();
  for (const [button, said] of [["Re-encrypt", "rewritten, throttled"], ["Prove it", "searches every byte"]] as const) {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog")).toContainText(said);
    await page.getByRole("button", { name: "Leave it as it is" }).click();
  }
  await page.getByRole("tab", { name: "Network" }).click();
  const networks = page.getByRole("textbox", { name: "Networks that may connect" });
  await networks.fill("10.20.0.0/33");
  await page.getByRole("button", { name: "Save the list" }).click();
  await expect(networks).toHaveAttribute("aria-invalid", "true");
  await networks.fill("10.20.0.0/16\n127.0.0.0/8");
  await expectTerraform(page);
  await page.getByRole("button", { name: "Save the list" }).click();
  await expect(page.getByRole("button", { name: "Save the list" })).toBeDisabled();
  await page.getByRole("button", { name: "Who would be cut off?" }).click();
  await expect(page.getByText(/cut off$|Nobody who is connected|Did not answer/).last()).toBeVisible();
  await look(page, "cluster-network");
  await page.getByRole("tab", { name: "Users" }).click();
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("scribe");
  await confirm(page, "Make the user");
  await expect(page.getByLabel("password of scribe", { exact: true })).toHaveText(/\S{8,}/);
  await page.getByRole("button", { name: "Hide the password of scribe" }).click();
  await expect(page.getByRole("row", { name: /scribe/ })).toBeVisible();
  await page.getByRole("button", { name: "Change scribe" }).click();
  await page.getByRole("checkbox", { name: /^Define/ }).check();
  await call("PATCH", `/api/v1/projects/${project}/clusters/${id}/users/scribe`, { access: [{ keyspace: "*", read: true }] });
  await expect(page.getByText("This was changed meanwhile")).toBeVisible();
  await page.getByRole("button", { name: "Show the newest" }).click();
  await expect(page.getByRole("checkbox", { name: /^Write/ })).not.toBeChecked();
  await page.getByRole("checkbox", { name: /^Define/ }).check();
  await confirm(page, "Save");
  await expect(page.getByRole("row", { name: /scribe/ })).toContainText("every keyspace: read, define");
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Replace the authority" }).click();
  await page.getByRole("textbox", { name: "Days of overlap" }).fill("1");
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByText("Node.js", { exact: true }).click();
  await expect(page.getByLabel("Node.js program", { exact: true })).toContainText("cassandra-driver");
  const [bundle] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download the bundle" }).click()]);
  expect(bundle.suggestedFilename()).toMatch(/\.zip$/);
});

test("two people who change the same cluster see each other", async ({ page }) => {
  const { id: project } = await ownProject("shared");
  const id = await simulated(project, "shared");
  await signIn(page, `/projects/${project}/clusters/${id}/settings`);
  await page.getByRole("textbox", { name: "Name" }).fill("mine");
  await call("PATCH", `/api/v1/projects/${project}/clusters/${id}`, { name: "theirs" });
  await expect(page.getByText("Name: was “shared”, is now “theirs”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("mine");
  await look(page, "cluster-stale");
  await page.getByRole("button", { name: "Show the newest" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("theirs");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("textbox", { name: "Name or id" }).fill("theirs");
  await page.getByRole("dialog").getByRole("link", { name: "theirs" }).click();
  await expect(page).toHaveURL(new RegExp(`${id}$`));
});
