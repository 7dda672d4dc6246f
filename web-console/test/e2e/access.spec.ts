import { expect, test } from "@playwright/test";
import { call, confirm, firstProject, look, signIn, url } from "./kanesh";

test("an organization: its name, another one, a service account and its token", async ({ page }) => {
  const { organizationId } = await firstProject();
  await signIn(page, `/organization/${organizationId}`);
  await look(page, "organization-members");
  await page.getByRole("button", { name: "New organization" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("merchants");
  await confirm(page, "Make it");
  await expect(page.getByRole("heading", { name: "merchants", level: 1 })).toBeVisible();
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("traders");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "traders", level: 1 })).toBeVisible();
  await page.getByRole("combobox", { name: "Organization" }).click();
  await page.getByRole("option", { name: "default" }).click();
  await page.getByRole("tab", { name: "Service accounts" }).click();
  await page.getByRole("button", { name: "New service account" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("pipeline");
  await confirm(page, "Make it");
  await page.getByRole("button", { name: "New token for pipeline" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("nightly");
  await confirm(page, "Make the token");
  await expect(page.getByText("it is shown once")).toBeVisible();
  await page.getByRole("button", { name: "Hide the token" }).click();
  await look(page, "organization-service-accounts");
});

test("a project is renamed and deleted", async ({ page }) => {
  const project = (await call("POST", "/api/v1/projects", { name: "short-lived" })) as { id: string };
  await signIn(page, `/projects/${project.id}/settings`);
  await page.getByRole("textbox", { name: "Name" }).fill("shorter-lived");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "shorter-lived" })).toBeVisible();
  await look(page, "project-settings");
  await page.getByRole("button", { name: "Delete this project" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("shorter-lived");
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page).toHaveURL(`${url()}/projects`);
  await expect(page.getByRole("link", { name: "shorter-lived" })).toHaveCount(0);
});
