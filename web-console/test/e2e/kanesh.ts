import AxeBuilder from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

export const url = () => process.env["KANESH_TEST_URL"] ?? "";
export const token = () => process.env["KANESH_TEST_TOKEN"] ?? "";

/** Signs in by the page that a person uses, and ends where that person wanted to go. */
export async function signIn(page: Page, path = "/"): Promise<void> {
  await page.goto(url() + path);
  await page.getByRole("textbox", { name: "Token" }).fill(token());
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeAttached();
}

/** Calls the API as a program does, for what a test needs beside the page. */
export async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url() + path, {
    method,
    headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

/** Looks at the page at phone and desktop width in both themes: no accessibility fault, no sideways scrolling; keeps a picture. */
export async function look(page: Page, name: string): Promise<void> {
  for (const [theme, width] of [["light", 1440], ["light", 390], ["dark", 1440], ["dark", 390]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", theme);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    // The menu slides away after a change of width: what counts is where things come to rest.
    await expect.poll(() => page.evaluate(tooWide), { message: `${name} at ${width} px: wider than the window` }).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), `${name}, ${theme}, ${width} px`).toEqual([]);
    await page.screenshot({ path: `screenshots/${name}-${theme}-${width}.png` });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Runs in the page: what makes it scroll sideways. */
function tooWide(): string[] {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth)
    .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 40)}`);
}
