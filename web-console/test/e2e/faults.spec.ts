import { expect, test } from "./pressed";
import { accesses, inventory, key, proof } from "../../mock-api/keyState";
import { cluster, project } from "../../mock-api/state";
import { FILLED, NOTHING, PAGES, answering } from "./answers";
import { tooWide, url } from "./kanesh";

const PROBLEM = JSON.stringify({ title: "Out of order", detail: "The ledger is being copied.", hint: "Ask again in a minute.", code: "copying", traceId: "trace-4711" });
const isFrame = (path: string) => ["/session", "/me", "/projects", "/organizations"].includes(path) || /^\/projects\/[^/]+(\/(clusters|keys)\/[^/]+)?$/.test(path);

test("every list says what went wrong with its trace id, tries again, and says what to do when it is empty", async ({ page }) => {
  let broken = true;
  await answering(page, (path) => (isFrame(path) ? undefined : broken ? { status: 409, type: "application/problem+json", body: PROBLEM } : { body: JSON.stringify(NOTHING) }));
  for (const [path, empties] of Object.entries(PAGES)) {
    broken = true;
    await page.goto(url() + path);
    const alerts = page.getByRole("alert").filter({ hasText: "Out of order" });
    await expect(alerts.first(), path).toContainText("The ledger is being copied.");
    await expect(page.locator("[aria-busy=true]"), path).toHaveCount(0);
    broken = false;
    // What a page reads apart is asked for again apart.
    for (let left = await alerts.count(); left > 0; left = await alerts.count()) {
      await expect(alerts.first()).toContainText("Ask again in a minute.");
      await expect(alerts.first()).toContainText("trace-4711");
      await alerts.first().getByRole("button", { name: "Try again" }).click();
      await expect.poll(() => alerts.count(), path).toBeLessThan(left);
    }
    for (const empty of empties) await expect(page.getByText(empty), path).toBeVisible();
  }
});

test("what is not whole says so: nodes that were silent, files that nobody could read, a chain that is broken, a report that does not come", async ({ page }) => {
  const [ofCluster, ofKey] = [`/projects/${project.id}/clusters/${cluster.id}`, `/projects/${project.id}/keys/${key.id}`];
  const partial: Record<string, unknown> = {
    [`${ofCluster}/inventory`]: { ...inventory, complete: false, silentNodes: ["nd_c"], unreadableFiles: 2 },
    [`${ofKey}/accesses`]: { ...accesses, silentNodes: ["nd_b"], items: accesses.items.map((one) => ({ ...one, chained: false })) },
  };
  let lost = true;
  await answering(page, (path) => {
    if (path === `${ofCluster}/proofs/${proof.operationId}`) return lost ? { status: 404, type: "application/problem+json", body: PROBLEM } : { body: JSON.stringify(proof) };
    const body = partial[path] ?? FILLED[path];
    return body ? { body: JSON.stringify(body) } : undefined;
  });
  await page.goto(`${url()}${ofKey}/accesses`);
  await expect(page.getByRole("alert").filter({ hasText: "Not every node answered" })).toContainText("nd_b");
  await expect(page.getByRole("alert").filter({ hasText: "A chain is broken" })).toBeVisible();
  await page.goto(`${url()}${ofCluster}/encryption`);
  await expect(page.getByRole("alert").filter({ hasText: "The list is not complete" })).toContainText("No answer from nd_c.");
  await expect(page.getByRole("alert").filter({ hasText: "2 files could not be read" })).toBeVisible();
  await page.getByRole("button", { name: `Report of ${proof.operationId}` }).click();
  const report = page.getByRole("dialog");
  await expect(report.getByRole("alert")).toContainText("trace-4711");
  lost = false;
  await report.getByRole("button", { name: "Try again" }).click();
  await expect(report).toContainText(proof.verdict);
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
  for (const path of [...Object.keys(PAGES), clusterPath, `${clusterPath}/connection`, `${clusterPath}/settings`, keyPath, `${keyPath}/settings`]) {
    await page.goto(url() + path);
    await expect(page.getByRole("main").getByRole("heading").first(), path).toBeAttached();
    await expect(page.locator("[aria-busy=true]"), path).toHaveCount(0);
    await expect.poll(() => page.evaluate(tooWide), { message: `${path}: wider than the window` }).toEqual([]);
  }
  expect(ran).toBe(false);
});
