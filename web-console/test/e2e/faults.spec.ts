import { expect, test } from "./pressed";
import { FILLED, PAGES, answering } from "./answers";
import { tooWide, url } from "./kanesh";

const PROBLEM = JSON.stringify({ title: "Out of order", detail: "The ledger is being copied.", hint: "Ask again in a minute.", code: "copying", traceId: "trace-4711" });
const isFrame = (path: string) => ["/session", "/me", "/projects", "/organizations"].includes(path) || /^\/projects\/[^/]+(\/(clusters|keys)\/[^/]+)?$/.test(path);

test("every list says what went wrong with its trace id, tries again, and says what to do when it is empty", async ({ page }) => {
  let broken = true;
  await answering(page, (path) => (isFrame(path) ? undefined : broken ? { status: 409, type: "application/problem+json", body: PROBLEM } : { body: '{"items":[]}' }));
  for (const [path, empty] of Object.entries(PAGES)) {
    broken = true;
    await page.goto(url() + path);
    const alert = page.getByRole("alert").filter({ hasText: "Out of order" }).first();
    await expect(alert, path).toContainText("The ledger is being copied.");
    await expect(alert).toContainText("Ask again in a minute.");
    await expect(alert).toContainText("trace-4711");
    broken = false;
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText(empty), path).toBeVisible();
  }
});

test("an answer that is HTML, an API that is slow and a session that ended are said plainly", async ({ page }) => {
  let mode: "html" | "slow" | "ended" = "html";
  await answering(page, (path) => {
    if (mode === "ended" && path !== "/session") return { status: 401, type: "application/problem+json", body: '{"title":"Who are you?"}' };
    if (mode === "ended") return { body: '{"signedIn":false,"methods":[{"kind":"token"}]}' };
    return isFrame(path) ? undefined : { type: "text/html", body: "<html>Welcome to the proxy</html>" };
  });
  await page.goto(`${url()}/tokens`);
  await expect(page.getByRole("alert")).toContainText("Not an answer of Kanesh");
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/api/v1/tokens**", async (route) => {
    await held;
    await route.fallback();
  });
  mode = "slow";
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "New token" })).toBeVisible();
  mode = "ended";
  letGo();
  await expect(page).toHaveURL(/sign-in\?returnTo=%2Ftokens/);
});

test("scripts, emoji and right-to-left names stay text and inside their place", async ({ page }) => {
  let ran = false;
  await page.exposeFunction("ran", () => (ran = true));
  const evil = `<img src=x onerror=ran()><script>ran()</script> "'${"𒀭😀".repeat(100)} שלום مرحبا`;
  // What people wrote, and not the API's own words for states.
  const poisoned = (path: string) => JSON.stringify(FILLED[path], (name, value: unknown) => (["name", "description", "actorName", "clusterName", "keyName", "message", "text", "cause", "verdict"].includes(name) && typeof value === "string" && !/^[A-Z_]+$/.test(value) ? evil : value));
  await answering(page, (path) => (FILLED[path] ? { body: poisoned(path) } : undefined));
  await page.setViewportSize({ width: 390, height: 844 });
  const [clusterPath = "", keyPath = ""] = ["clusters", "keys"].map((kind) => Object.keys(FILLED).find((path) => new RegExp(`/${kind}/[^/]+$`).test(path)) ?? "");
  for (const path of ["/", ...Object.keys(PAGES), clusterPath, `${clusterPath}/events`, `${clusterPath}/connection`, `${clusterPath}/encryption`, `${clusterPath}/settings`, keyPath, `${keyPath}/usage`, `${keyPath}/settings`]) {
    await page.goto(url() + path);
    await expect(page.getByRole("main").getByRole("heading").first(), path).toBeAttached();
    await expect(page.locator("[aria-busy=true]"), path).toHaveCount(0);
    await expect.poll(() => page.evaluate(tooWide), { message: `${path}: wider than the window` }).toEqual([]);
  }
  expect(ran).toBe(false);
});
