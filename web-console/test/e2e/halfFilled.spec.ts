import type { Page } from "@playwright/test";
import { organization } from "../../mock-api/accessState";
import { cluster, plan, project } from "../../mock-api/state";
import { FILLED, answering } from "./answers";
import { url } from "./kanesh";
import { expect, test } from "./pressed";

const REFUSALS = {
  away: "Kanesh does not answer",
  html: "Not an answer of Kanesh",
  busy: "The ledger is being copied.",
} as const;

/** A session that ends when the API says so, and begins again with a token. */
async function sessionOf(page: Page): Promise<{ end: () => void }> {
  let signedIn = true;
  await answering(page, (path) => (FILLED[path] ? { body: JSON.stringify(FILLED[path]) } : undefined));
  await page.route("**/api/v1/session", (route) => {
    if (route.request().method() === "POST") signedIn = true;
    return route.fulfill({ json: { signedIn, csrfToken: "x", methods: [{ kind: "token" }] } });
  });
  return { end: () => (signedIn = false) };
}

const UNKNOWN = { status: 401, contentType: "application/problem+json", json: { title: "Who are you?" } };

async function signInAgain(page: Page): Promise<void> {
  await expect(page).toHaveURL(/sign-in\?returnTo=/);
  // The address is the new one before the page is: a list's filter may be called after tokens too.
  await page.getByRole("textbox", { name: "Token", exact: true }).fill("kns_again");
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A form whose sending goes wrong in every way: each is said plainly, and what was typed is there at the end. */
test("nothing is lost from a half-filled form while the API is away, busy, slow, answers HTML or forgets who one is", async ({ page }) => {
  let mode: keyof typeof REFUSALS | "slow" | "ended" = "away";
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const session = await sessionOf(page);
  await page.route("**/api/v1/projects/*/clusters?dryRun=true", (route) => route.fulfill({ json: plan }));
  await page.route(/\/api\/v1\/projects\/[^/]+\/clusters$/, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    if (mode === "away") return route.abort("connectionrefused");
    if (mode === "html") return route.fulfill({ status: 502, contentType: "text/html", body: "<html>Bad gateway</html>" });
    if (mode === "busy") return route.fulfill({ status: 503, contentType: "application/problem+json", json: { title: "Out of order", detail: REFUSALS.busy } });
    if (mode === "slow") await held;
    session.end();
    return route.fulfill(UNKNOWN);
  });
  const path = `/projects/${project.id}/new-cluster`;
  await page.goto(url() + path);
  await page.getByRole("textbox", { name: "Name" }).fill("ledger");
  await page.getByRole("textbox", { name: "Nodes" }).fill("5");
  await page.getByRole("textbox", { name: "Networks that may connect" }).fill("10.20.0.0/16");
  await page.getByRole("textbox", { name: "Labels" }).fill("team=payments");
  const kept = async () => {
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("ledger");
    await expect(page.getByRole("textbox", { name: "Nodes" })).toHaveValue("5");
    await expect(page.getByRole("textbox", { name: "Networks that may connect" })).toHaveValue("10.20.0.0/16");
    await expect(page.getByRole("textbox", { name: "Labels" })).toHaveValue("team=payments");
  };
  const send = page.getByRole("button", { name: "Create the cluster" });
  for (const [one, said] of Object.entries(REFUSALS)) {
    mode = one as keyof typeof REFUSALS;
    await send.click();
    await expect(page.getByRole("alert").filter({ hasText: said })).toBeVisible();
    await kept();
  }
  mode = "slow";
  await send.click();
  await expect(page.getByText("Kanesh takes its time")).toBeVisible();
  await kept();
  mode = "ended";
  letGo();
  await signInAgain(page);
  await expect(page).toHaveURL(url() + path);
  await kept();
});

test("a dialog whose sending ends in the sign-in page is open again afterwards, with all but its secrets; once closed it is empty", async ({ page }) => {
  const session = await sessionOf(page);
  await page.route(/\/api\/v1\/.*(users|members|tokens|organizations|service-accounts|:rotate)$/, (route) => {
    session.end();
    return route.fulfill(UNKNOWN);
  });
  const forms = [
    [`/projects/${project.id}/clusters/${cluster.id}/users`, "New user", "Name", "scribe"],
    [`/projects/${project.id}`, "Add a member", "Who", "ada@example.org"],
    ["/tokens", "New token", "Name", "nightly"],
    [`/organization/${organization.id}`, "New organization", "Name", "daughters"],
    [`/organization/${organization.id}/service-accounts`, "New service account", "Name", "nightly"],
  ] as const;
  const dialog = page.getByRole("dialog");
  const password = dialog.getByRole("textbox", { name: "Password" });
  for (const [path, button, field, typed] of forms) {
    const input = dialog.getByRole("textbox", { name: field });
    await page.goto(url() + path);
    await page.getByRole("button", { name: button }).click();
    await input.fill(typed);
    if (button === "New user") await password.fill("of-nobody-else");
    await input.press("Enter");
    await signInAgain(page);
    await expect(page, button).toHaveURL(url() + path);
    await expect(input, button).toHaveValue(typed);
    if (button === "New user") await expect(password).toHaveValue("");
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: button }).click();
    await expect(input, button).toHaveValue("");
  }
});

test("what was typed over something that exists outlives the session, with the version that it was typed over", async ({ page }) => {
  const session = await sessionOf(page);
  let read = { etag: '"1"', name: project.name };
  await page.route(`**/api/v1/projects/${project.id}`, (route) => {
    if (route.request().method() === "GET") return route.fulfill({ json: { ...project, name: read.name }, headers: { ETag: read.etag } });
    // Somebody else was faster, and then the session ended.
    read = { etag: '"2"', name: "theirs" };
    session.end();
    return route.fulfill(UNKNOWN);
  });
  const path = `/projects/${project.id}/settings`;
  await page.goto(url() + path);
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("mine");
  await name.press("Enter");
  await signInAgain(page);
  await expect(page).toHaveURL(url() + path);
  await expect(name).toHaveValue("mine");
  await expect(page.getByRole("alert")).toContainText(`Name: was “${project.name}”, is now “theirs”`);
  await page.getByRole("button", { name: "Keep what I typed" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(name).toHaveValue("mine");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(name).toHaveValue("theirs");
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
});
