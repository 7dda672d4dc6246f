import AxeBuilder from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expectFresh } from "./tour";

export const url = () => process.env["KANESH_TEST_URL"] ?? "";
export const token = () => process.env["KANESH_TEST_TOKEN"] ?? "";
export const home = () => process.env["KANESH_TEST_HOME"] ?? "";

/** Signs in by the page that a person uses, and ends where that person wanted to go. */
export async function signIn(page: Page, path = "/"): Promise<void> {
  await page.goto(url() + path);
  await page.getByRole("textbox", { name: "Token" }).fill(token());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeAttached();
}

/** Calls the API as a program does, for what a test needs beside the page. */
export async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const response = await fetch(url() + path, {
    method,
    headers: { Authorization: `Bearer ${token()}`, "Content-Type": type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

export interface Project {
  id: string;
  organizationId: string;
  name: string;
}

/** A project that no other test knows: each stands on its own, in any order. */
export async function ownProject(name: string, organizationId?: string): Promise<Project> {
  return (await call("POST", "/api/v1/projects", { name, ...(organizationId ? { organizationId } : {}) })) as Project;
}

/** A key of the local KMS, made and granted as its owner does with `./kanesh kms`. */
export async function makeLocalKey(uri: string, project: string): Promise<void> {
  const read = async (name: string) => (await readFile(join(home(), "kms", name), "utf8")).trim();
  const [address, secret] = [await read("address"), await read("admin.secret")];
  const admin = async (verb: string, body: object) => {
    const response = await fetch(`${address}/admin/${verb}`, { method: "POST", headers: { Authorization: `Bearer ${secret}` }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${verb}: ${response.status} ${await response.text()}`);
  };
  await admin("create-key", { key: uri });
  const operations = ["generate", "encrypt", "decrypt", "describe", "re-encrypt"];
  await admin("set-grants", { key: uri, grants: [{ principal: `${project}/*`, operations, contextEquals: { "kanesh:project": project } }] });
}

/** Presses the button of a dialog; it closes when the API has answered. */
export async function confirm(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/**
 * Looks at the page at desktop and phone width in both themes and keeps pictures: no accessibility fault, no sideways
 * scrolling. What differs between the themes is colour, so the second look asks for contrast only.
 */
export async function look(page: Page, name: string): Promise<void> {
  for (const [theme, width] of [["light", 1440], ["light", 390], ["dark", 390], ["dark", 1440]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", theme);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.evaluate(() => window.scrollTo(0, 0));
    // The menu slides away after a change of width: what counts is where things come to rest.
    await expect.poll(() => page.evaluate(tooWide), { message: `${name} at ${width} px: wider than the window` }).toEqual([]);
    if (width === 1440) {
      const axe = new AxeBuilder({ page });
      const { violations } = await (theme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), `${name}, ${theme}, ${width} px`).toEqual([]);
    }
    await page.screenshot({ path: `screenshots/${name}-${theme}-${width}.png` });
    if (theme === "light" && width === 1440) await expectFresh(page, name);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Runs in the page: what makes it scroll sideways. */
export function tooWide(): string[] {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth)
    .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 40)}`);
}
