import { expect, test } from "@playwright/test";
import { call, firstProject, look, makeLocalKey, signIn } from "./kanesh";

test("a key of one's own in six steps", async ({ page }) => {
  const { id: project } = await firstProject();
  await signIn(page, `/projects/${project}/keys`);
  await look(page, "keys-empty");
  await page.getByRole("link", { name: "Bring a key" }).first().click();
  await page.getByRole("radio", { name: "Local KMS of this installation" }).check();
  await look(page, "new-key-cloud");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("textbox", { name: "Name in Kanesh" }).fill("wizard-key");
  await expect(page.getByRole("textbox", { name: "Name of the key" })).toHaveValue("kanesh-local://local-1/wizard-key");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("grant, Command", { exact: true })).toContainText(`./kanesh kms grant kanesh-local://local-1/wizard-key ${project}`);
  await look(page, "new-key-grant");
  await page.getByRole("button", { name: "I have pasted it" }).click();
  await page.getByRole("button", { name: "Register and check" }).click();
  await expect(page.getByText("Failed").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Next" })).toBeDisabled();
  await makeLocalKey("kanesh-local://local-1/wizard-key", project);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("The key works")).toBeVisible({ timeout: 60_000 });
  await look(page, "new-key-check");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: /AES-256/ }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText(/is ready as “wizard-key”/)).toBeVisible();
  await expect(page.getByText(/free/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Create a cluster under it" })).toBeVisible();
});

test("a key on which nothing depends is forgotten with its proof; a project demands keys of one's own", async ({ page }) => {
  const { id: project } = await firstProject();
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
  await page.getByRole("link", { name: "Keys" }).click();
  await page.getByRole("switch", { name: "AES-256 only" }).click();
  await expect(page.getByRole("switch", { name: "AES-256 only" })).toBeChecked();
  await page.getByRole("switch", { name: "AES-256 only" }).click();
  await expect(page.getByRole("switch", { name: "AES-256 only" })).not.toBeChecked();
});

test("the grant for a key in a cloud is least privilege, in the words of that cloud", async ({ page }) => {
  const { id: project } = await firstProject();
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
