import { expect, test } from "./pressed";
import { confirm, look, ownProject, signIn, url } from "./kanesh";
import { identityProvider } from "./identity";

/** The real protocol with a real provider, in two browsers: whoever sets it up, and somebody who comes in by it. */
test("people come in by their organization's provider, with the roles of their groups, and back to the page they asked for", async ({ page, browser }) => {
  const { organizationId: first } = await ownProject("porch");
  await signIn(page, `/organization/${first}`);
  await page.getByRole("button", { name: "New organization" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("karum");
  await confirm(page, "Make it");
  await expect(page.getByRole("heading", { name: "karum", level: 1 })).toBeVisible();
  const organization = page.url().split("/").at(-1) ?? "";
  const { id: project } = await ownProject("gate", organization);
  await page.getByRole("tab", { name: "Identity provider" }).click();
  const redirect = (await page.getByLabel("redirect address", { exact: true }).textContent()) ?? "";
  const provider = await identityProvider(redirect);
  const guests = await browser.newContext();
  try {
    await page.getByRole("textbox", { name: "Issuer" }).fill(provider.issuer);
    await page.getByRole("textbox", { name: "Client id" }).fill("kanesh");
    await page.getByRole("textbox", { name: "Client secret" }).fill("the-client-secret-planted-in-the-tests");
    await page.getByRole("button", { name: "Give a group a role" }).click();
    await page.getByRole("textbox", { name: "Group at the provider" }).fill("dba");
    await page.getByRole("combobox", { name: "In" }).click();
    await page.getByRole("option", { name: "gate" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Kept", { exact: true })).toBeVisible();

    const guest = await guests.newPage();
    await guest.goto(`${url()}/projects/${project}/keys`);
    await look(guest, "sign-in-with-a-provider");
    await guest.getByRole("link", { name: "Continue with karum" }).click();
    await guest.getByRole("textbox", { name: "Username" }).fill("ada");
    await guest.getByRole("textbox", { name: "Password" }).fill("ada-secret");
    await guest.getByRole("button", { name: "Sign in" }).click();
    await expect(guest).toHaveURL(`${url()}/projects/${project}/keys`);
    await expect(guest.getByText("No key yet")).toBeVisible();
    await expect(guest.getByRole("button", { name: "You: Ada" })).toBeVisible();
    const kept = await guest.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]));
    expect(kept).not.toContain("kanesh_session");
    await guest.goto(`${url()}/audit`);
    await expect(guest.getByRole("alert")).toBeVisible();

    await page.getByRole("button", { name: "Remove the provider" }).click();
    await confirm(page, "Remove it");
    await guest.goto(`${url()}/projects/${project}/keys`);
    await expect(guest).toHaveURL(/sign-in\?returnTo=/);
    await expect(guest.getByRole("link", { name: "Continue with karum" })).toHaveCount(0);
  } finally {
    await guests.close();
    await provider.end();
  }
});

test("who signs out is out, and the theme is one's own", async ({ page }) => {
  await ownProject("themes");
  await signIn(page, "/projects");
  await page.getByRole("button", { name: /^You/ }).click();
  await page.getByRole("menuitem", { name: "Dark theme" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.getByRole("button", { name: /^You/ }).click();
  await page.getByRole("menuitem", { name: "Light theme" }).click();
  await page.getByRole("button", { name: /^You/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.goto(`${url()}/projects`);
  await expect(page).toHaveURL(/sign-in/);
});
