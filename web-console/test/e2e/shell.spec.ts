import type { Locator, Page } from "@playwright/test";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { settled } from "./clusters";
import { call, makeLocalKey, ownProject, signIn, token, url } from "./kanesh";
import { expect, test } from "./pressed";

const start = promisify(execFile);

/** Runs what a form gives for a shell, as it stands there, and returns what the API answered. */
async function ran(form: Locator | Page): Promise<unknown> {
  const toggle = form.getByRole("button", { name: /^Copy as curl/ });
  if ((await toggle.getAttribute("aria-expanded")) !== "true") await toggle.click();
  const text = (await form.getByLabel("curl command", { exact: true }).textContent()) ?? "";
  const { stdout } = await start("sh", ["-ec", `${text} --fail-with-body --silent --show-error`], { env: { ...process.env, KANESH_TOKEN: token() } }).catch((refused: unknown) => {
    const { stdout: said, stderr } = refused as { stdout: string; stderr: string };
    throw new Error(`${text}\n${said}${stderr}`);
  });
  return stdout ? JSON.parse(stdout) : undefined;
}

test("what a form gives as curl does in a shell what the form does", async ({ page }) => {
  const { id: project } = await ownProject("shell");
  await signIn(page, "/projects");
  await page.getByRole("textbox", { name: "New project" }).fill("it's by shell");
  await expect(ran(page)).rejects.toThrow('"field"');
  await page.getByRole("textbox", { name: "New project" }).fill("by-shell");
  expect(await ran(page)).toMatchObject({ name: "by-shell" });
  await expect(page.getByRole("link", { name: "by-shell" })).toBeVisible();

  await page.goto(`${url()}/projects/${project}/new-cluster`);
  await page.getByRole("textbox", { name: "Name" }).fill("typed");
  await page.getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: /simulated/i }).click();
  await page.getByRole("textbox", { name: "Labels" }).fill("team=payments");
  await page.getByRole("button", { name: "Add a user" }).click();
  await page.getByRole("textbox", { name: "Name in the database" }).fill("courier");
  await page.getByLabel("Ends (UTC)").fill("2040-01-01T00:00");
  await expect(page.getByText("user courier: read, write in every keyspace, until 2040-01-01T00:00:00Z")).toBeVisible();
  const cluster = (await ran(page)) as { id: string; spec: object };
  expect(cluster).toMatchObject({ spec: { name: "typed", labels: { team: "payments" } }, users: [{ name: "courier" }] });
  await settled(project, cluster.id);

  const home = `${url()}/projects/${project}/clusters/${cluster.id}`;
  await page.goto(`${home}/settings`);
  await page.getByRole("textbox", { name: "Labels" }).fill("live");
  expect(await ran(page.locator("form"))).toMatchObject({ spec: { labels: { live: "" } } });
  await page.goto(`${home}/network`);
  await page.getByRole("textbox", { name: "Networks that may connect" }).fill("10.20.0.0/16");
  expect(await ran(page.locator("form"))).toMatchObject({ allowedCidrs: ["10.20.0.0/16"] });
  await page.goto(`${home}/users`);
  await page.getByRole("button", { name: "New user" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("scribe");
  expect(await ran(page.getByRole("dialog"))).toMatchObject({ name: "scribe" });
  await page.goto(`${home}/users`);
  await page.getByRole("button", { name: "Change scribe" }).click();
  await page.getByRole("checkbox", { name: /^Write/ }).uncheck();
  expect(await ran(page.getByRole("dialog"))).toMatchObject({ access: [{ keyspace: "*", read: true }] });
  await page.goto(`${home}/encryption`);
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByRole("textbox", { name: /Minutes to serve/ }).fill("60");
  expect(await ran(page.getByRole("dialog"))).toMatchObject({ spec: { encryption: { outageGraceMinutes: 60 } } });
  await settled(project, cluster.id);
  await page.goto(home);
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await ran(page.getByRole("dialog"));
  await settled(project, cluster.id);
});

test("keys and access by what their forms give as curl", async ({ page }) => {
  const { id: project, organizationId } = await ownProject("shell-keys");
  const uri = "kanesh-local://local-1/shell-key";
  await makeLocalKey(uri, project);
  const { id: key } = (await call("POST", `/api/v1/projects/${project}/keys`, { name: "shell-key", uri })) as { id: string };
  await signIn(page, `/projects/${project}/keys/${key}`);
  for (const [button, phase] of [["Check", "ACTIVE"], ["Revoke", "DISABLED"], ["Restore", "ACTIVE"]] as const) {
    await page.getByRole("button", { name: button, exact: true }).click();
    expect(await ran(page.getByRole("dialog"))).toMatchObject({ phase });
    await page.getByRole("button", { name: "Leave it as it is" }).click();
    await expect(page.getByText(phase === "ACTIVE" ? "Active" : "Disabled", { exact: true })).toBeVisible();
  }
  await page.goto(`${url()}/projects/${project}/keys/${key}/settings`);
  await page.getByRole("textbox", { name: "Description" }).fill("For the shell's tests");
  expect(await ran(page.locator("form"))).toMatchObject({ description: "For the shell's tests" });
  await page.getByRole("button", { name: "Forget this key" }).click();
  expect(await ran(page.getByRole("dialog"))).toMatchObject({ keyId: key });
  await page.goto(`${url()}/projects/${project}/keys`);
  expect(await ran(page)).toMatchObject({ customerKeysOnly: false });

  await page.goto(`${url()}/organization/${organizationId}/service-accounts`);
  await page.getByRole("button", { name: "New service account" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("shell");
  const account = (await ran(page.getByRole("dialog"))) as { id: string };
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "New token for shell" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("once");
  expect(await ran(page.getByRole("dialog"))).toHaveProperty("secret");
  await page.goto(`${url()}/projects/${project}`);
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("textbox", { name: "Who" }).fill(account.id);
  expect(await ran(page.getByRole("dialog"))).toMatchObject({ name: "shell" });
  await page.goto(`${url()}/projects/${project}/settings`);
  await page.getByRole("button", { name: "Delete this project" }).click();
  await ran(page.getByRole("dialog"));
  await page.goto(`${url()}/projects`);
  await expect(page.getByRole("link", { name: "shell-keys" })).toHaveCount(0);
});
