import { expect, test } from "@playwright/test";
import { PAGES, answering } from "./answers";
import { url } from "./kanesh";

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
