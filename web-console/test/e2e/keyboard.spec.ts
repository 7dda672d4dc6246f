import type { Locator, Page } from "@playwright/test";
import { simulated } from "./clusters";
import { ownProject, token, url } from "./kanesh";
import { expect, test } from "./pressed";

/** Goes on with the key that a person has, until the place is reached. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let at = 0; at < 60; at++) {
    if (await place.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(place).toBeFocused();
}

/** Nothing here touches the mouse. */
test("everything is reached and done by the keyboard alone", async ({ page }) => {
  const { id: project } = await ownProject("keyboard");
  const cluster = await simulated(project, "by-hand");
  await page.goto(`${url()}/projects/${project}/clusters/${cluster}`);
  await expect(page.getByRole("textbox", { name: "Token" })).toBeVisible();
  await tabTo(page, page.getByRole("textbox", { name: "Token" }));
  await page.keyboard.type(token());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "by-hand", level: 1 })).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: "by-hand", level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();

  // Tabs by arrows; a deed that is not allowed says why when it is reached; a dialog gives the place back that it was opened from.
  await tabTo(page, page.getByRole("tab", { name: "Status" }));
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Nodes" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  const restart = page.getByRole("button", { name: "Restart", exact: true });
  await expect(restart).toBeVisible();
  await tabTo(page, restart);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("One node after the other");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(restart).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Resume", exact: true }));
  await expect(page.getByRole("tooltip")).toContainText(/.+/);

  await page.keyboard.press("Control+K");
  await expect(page.getByRole("textbox", { name: "Name or id" })).toBeFocused();
  await page.keyboard.type("tokens");
  await tabTo(page, page.getByRole("dialog").getByRole("link", { name: "Tokens" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Tokens", level: 1 })).toBeVisible();

  await tabTo(page, page.getByRole("button", { name: "New token" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("by-hand");
  await tabTo(page, page.getByRole("combobox", { name: "Role" }));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await tabTo(page, page.getByRole("button", { name: "Make the token" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("it is shown once")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Revoke by-hand" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Revoke it" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("cell", { name: "by-hand", exact: true })).toHaveCount(0);
});
