import { expect, test } from "./pressed";
import { expectTerraform } from "./terraform";
import { call, confirm, look, makeLocalKey, ownProject, signIn } from "./kanesh";

test("a key of one's own in six steps, a cluster under it, and everything that is done with a key", async ({ page }) => {
  const { id: project } = await ownProject("wizard");
  await signIn(page, `/projects/${project}/keys`);
  await look(page, "keys-empty");
  await page.getByRole("link", { name: "Bring a key" }).first().click();
  await page.getByRole("radio", { name: "Local KMS" }).check();
  await page.getByRole("textbox", { name: "Region" }).or(page.getByRole("combobox", { name: "Region" })).fill("sim-1");
  await look(page, "new-key-cloud");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("textbox", { name: "Name in Kanesh" }).fill("wizard-key");
  await expect(page.getByRole("textbox", { name: "Name of the key" })).toHaveValue("kanesh-local://sim-1/wizard-key");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("grant, Command", { exact: true })).toContainText(`./kanesh kms grant kanesh-local://sim-1/wizard-key ${project}`);
  await look(page, "new-key-grant");
  await page.getByRole("button", { name: "I have pasted it" }).click();
  await page.getByRole("button", { name: "Register and check" }).click();
  await expect(page.getByText("Failed").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Next" })).toBeDisabled();
  await makeLocalKey("kanesh-local://sim-1/wizard-key", project);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("The key works")).toBeVisible({ timeout: 60_000 });
  await look(page, "new-key-check");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: /AES-256/ }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText(/is ready as “wizard-key”/)).toBeVisible();
  await expect(page.getByText(/this key is in sim-1/)).toBeVisible();
  await page.getByRole("link", { name: "Create a cluster under it" }).click();

  await page.getByRole("textbox", { name: "Name" }).fill("ledger");
  await page.getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: /simulated/i }).click();
  await expect(page.getByRole("radio", { name: /AES-256/ })).toBeChecked();
  await page.getByRole("button", { name: "Create the cluster" }).click();
  await page.getByRole("button", { name: /I have stored it/ }).click();
  await expect(page.getByText("3 of 3", { exact: true })).toBeVisible({ timeout: 90_000 });

  await page.getByRole("link", { name: "Keys" }).click();
  await page.getByRole("textbox", { name: "Filter keys" }).fill("wizard");
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByRole("link", { name: "wizard-key" }).click();
  await expect(page.getByRole("heading", { name: "What its nodes do" })).toBeVisible();
  await look(page, "key-state");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await confirm(page, "Check it now");
  await page.getByRole("tab", { name: "Usage" }).click();
  await expect(page.getByText("May this key be deleted? No.")).toBeVisible();
  await look(page, "key-usage");
  await page.getByRole("tab", { name: "Accesses" }).click();
  await page.getByRole("textbox", { name: "Only lines with" }).fill("nothing has this");
  await expect(page.getByText(/No line has|Not every node answered/).first()).toBeVisible();
  await look(page, "key-accesses");
  await page.getByRole("tab", { name: "Drills" }).click();
  await expect(page.getByText("No drill yet")).toBeVisible();
  await look(page, "key-drills");

  await page.getByRole("tab", { name: "State" }).click();
  await page.getByRole("button", { name: "Drill", exact: true }).click();
  await expectTerraform(page, page.getByRole("dialog"));
  await page.getByRole("textbox", { name: /minutes/ }).fill("0");
  await page.getByRole("button", { name: "Begin the drill" }).click();
  await expect(page.getByRole("dialog")).toContainText("A drill takes 1 to");
  await page.getByRole("button", { name: "Close" }).click();

  await page.getByRole("tab", { name: "Settings" }).click();
  await look(page, "key-settings");
  await expectTerraform(page);
  await page.getByRole("textbox", { name: "Description" }).fill("For the ledger");
  const key = page.url().split("/").at(-2) ?? "";
  await call("PATCH", `/api/v1/projects/${project}/keys/${key}`, { name: "ledger-key" });
  await expect(page.getByText("This was changed meanwhile")).toBeVisible();
  await expect(page.getByText("Name: was “wizard-key”, is now “ledger-key”")).toBeVisible();
  await page.getByRole("button", { name: "Keep what I typed" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("ledger-key");
  await expect(page.getByRole("textbox", { name: "Description" })).toHaveValue("For the ledger");
  await expect(page.getByRole("button", { name: "Forget this key" })).toBeDisabled();
});

test("a key on which nothing depends is forgotten with its proof; a project demands keys of one's own", async ({ page }) => {
  const { id: project } = await ownProject("unused");
  const key = (await call("POST", `/api/v1/projects/${project}/keys`, { name: "unused", uri: "kanesh-local://local-1/unused" })) as { id: string };
  await signIn(page, `/projects/${project}/keys/${key.id}/usage`);
  await expect(page.getByText("May this key be deleted? Yes.")).toBeVisible();
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Forget this key" }).click();
  await expect(page.getByRole("button", { name: "Forget it" })).toBeDisabled();
  await page.getByRole("dialog").getByRole("textbox").fill("unused");
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByRole("heading", { name: "The key is forgotten" })).toBeVisible();
  await look(page, "key-forgotten");
  for (const button of ["Save the report", "Save its signature", "Save the certificate"]) {
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
    expect(saved.suggestedFilename()).toMatch(/^(key-report\.(json|sig)|certificate\.pem)$/);
  }
  await page.getByRole("link", { name: "Keys" }).click();
  await page.getByRole("switch", { name: "AES-256 only" }).click();
  await expect(page.getByRole("switch", { name: "AES-256 only" })).toBeChecked();
  await page.getByRole("switch", { name: "AES-256 only" }).click();
  await expect(page.getByRole("switch", { name: "AES-256 only" })).not.toBeChecked();
});

test("the grant for a key in a cloud is least privilege, in the words of that cloud", async ({ page }) => {
  const { id: project } = await ownProject("grants");
  await signIn(page, `/projects/${project}/new-key`);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("textbox", { name: "Name in Kanesh" }).fill("aws-key");
  await page.getByRole("textbox", { name: "ARN of the key" }).fill("not-an-arn");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("alert")).toContainText("not a key reference");
  await page.getByRole("button", { name: "Name another key" }).click();
  await page.getByRole("textbox", { name: "ARN of the key" }).fill("arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("grant, Key policy (JSON)", { exact: true })).toContainText("kms:GenerateDataKey");
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("textbox", { name: "Name in Kanesh" })).toHaveValue("aws-key");
});
