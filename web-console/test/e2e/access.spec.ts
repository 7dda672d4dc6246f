import { expect, test } from "./pressed";
import { confirm, look, ownProject, signIn, url } from "./kanesh";
import { expectTerraform } from "./terraform";

test("an organization from its name to its end: projects, members, service accounts and their tokens", async ({ page }) => {
  const { organizationId } = await ownProject("house");
  await signIn(page, `/organization/${organizationId}`);
  await page.getByRole("button", { name: "New organization" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("merchants");
  await expectTerraform(page, page.getByRole("dialog"));
  await confirm(page, "Make it");
  await expect(page.getByRole("heading", { name: "merchants", level: 1 })).toBeVisible();
  const organization = page.url().split("/").at(-1) ?? "";
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("textbox", { name: "Who" }).fill("ada@example.org");
  await expectTerraform(page, page.getByRole("dialog"));
  await confirm(page, "Add");
  await expect(page.getByRole("row", { name: /ada@example.org/ })).toBeVisible();
  await look(page, "organization-members");
  await page.getByRole("tab", { name: "Service accounts" }).click();
  await page.getByRole("button", { name: "New service account" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("pipeline");
  await expectTerraform(page, page.getByRole("dialog"));
  await confirm(page, "Make it");
  await page.getByRole("button", { name: "New token for pipeline" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("nightly");
  await expectTerraform(page, page.getByRole("dialog"));
  await confirm(page, "Make the token");
  await expect(page.getByText("it is shown once")).toBeVisible();
  await page.getByRole("button", { name: "Hide the token" }).click();
  await look(page, "organization-service-accounts");
  const account = (await page.getByRole("row", { name: /pipeline/ }).locator("code").textContent()) ?? "";

  const wares = await ownProject("wares", organization);
  await page.goto(`${url()}/projects/${wares.id}`);
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("textbox", { name: "Who" }).fill(account);
  await expectTerraform(page, page.getByRole("dialog"));
  await confirm(page, "Add");
  await page.getByRole("button", { name: "Change roles of pipeline" }).click();
  // The field itself is out of sight: pills stand before it.
  const roles = page.getByRole("dialog").getByRole("combobox", { name: "Roles" });
  await roles.press("ArrowDown");
  await page.getByRole("option", { name: /^Operator/ }).click();
  await roles.press("Tab");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("cell", { name: /Operator/ })).toBeVisible();
  await look(page, "project-members");
  await page.getByRole("button", { name: "Remove pipeline" }).click();
  await confirm(page, "Remove");
  await expect(page.getByRole("cell", { name: /Operator/ })).toHaveCount(0);

  await page.goto(`${url()}/organization/${organization}/service-accounts`);
  await page.getByRole("button", { name: "Delete pipeline" }).click();
  await confirm(page, "Delete it");
  await expect(page.getByText("No service account yet")).toBeVisible();
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("traders");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "traders", level: 1 })).toBeVisible();
  await look(page, "organization-settings");
  const end = async () => {
    await page.getByRole("button", { name: "Delete this organization" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("traders");
    await page.getByRole("button", { name: "Delete it for good" }).click();
  };
  await end();
  // It has a project: the refusal stands in the dialog and names it.
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(wares.id);
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  await page.goto(`${url()}/projects/${wares.id}/settings`);
  await page.getByRole("textbox", { name: "Name" }).fill("last-wares");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "last-wares" })).toBeVisible();
  await look(page, "project-settings");
  await page.getByRole("button", { name: "Delete this project" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("last-wares");
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page).toHaveURL(`${url()}/projects`);
  await expect(page.getByRole("link", { name: "last-wares" })).toHaveCount(0);
  await page.goto(`${url()}/organization/${organization}/settings`);
  await end();
  await expect(page).toHaveURL(`${url()}/projects`);
  await page.goto(`${url()}/organization/${organization}`);
  await expect(page.getByText("No such organization")).toBeVisible();
});

test("a provider that is none is refused at its field, and nothing typed is lost", async ({ page }) => {
  const { organizationId } = await ownProject("doors");
  await signIn(page, `/organization/${organizationId}/identity-provider`);
  await page.getByRole("textbox", { name: "Issuer" }).fill("nonsense");
  await page.getByRole("textbox", { name: "Client id" }).fill("console");
  await page.getByRole("button", { name: "Give a group a role" }).click();
  await page.getByRole("textbox", { name: "Group at the provider" }).fill("dba");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("textbox", { name: "Issuer" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Group at the provider" })).toHaveValue("dba");
  await expectTerraform(page);
  await look(page, "organization-identity-provider");
  await page.getByRole("button", { name: "Remove group 1" }).click();
  await expect(page.getByRole("textbox", { name: "Group at the provider" })).toHaveCount(0);
});

test("the audit trail is filtered, opened and exported", async ({ page }) => {
  await ownProject("for-the-trail");
  await signIn(page, "/audit");
  await page.getByRole("textbox", { name: "Action" }).fill("createProject");
  await expect(page.getByRole("row")).not.toHaveCount(1);
  await look(page, "audit");
  await page.getByRole("button", { name: /^Entry \d+/ }).first().click();
  await expect(page.getByLabel("entry", { exact: true })).toContainText("createProject");
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("textbox", { name: "By" }).fill("nobody");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(page.getByRole("textbox", { name: "By" })).toHaveValue("");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export as JSON lines" }).click()]);
  expect(file.suggestedFilename()).toBe("audit.jsonl");
});
