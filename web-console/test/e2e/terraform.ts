import { type Locator, type Page, expect } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const DOCS = resolve(import.meta.dirname, "../../../terraform/docs/resources");
/** What forms gave, which the provider's own tests validate. KANESH_GOLDEN=update writes it anew. */
const GIVEN = resolve(import.meta.dirname, "../../../terraform/internal/acctest/testdata/console");

/** Opens "Copy as curl or Terraform" of a form, and holds what stands there against the provider's own generated schema. */
export async function expectTerraform(page: Page, form: Locator | Page = page): Promise<void> {
  const toggle = form.getByRole("button", { name: "Copy as curl or Terraform" });
  if ((await toggle.getAttribute("aria-expanded")) !== "true") await toggle.click();
  await form.getByText("Terraform", { exact: true }).click();
  const shown = form.getByLabel("Terraform configuration", { exact: true });
  await expect(shown).toBeVisible();
  const text = (await shown.textContent()) ?? "";
  for (const resource of text.split(/^(?=resource )/m)) expect(await faults(resource), text).toEqual([]);
  await expectGiven(text.replace(/\b([a-z]+)_0[a-z0-9]{25}/g, "$1_01m00000000000000000000000").replace(/"20\d\d-[^"]+Z"/g, '"2040-01-01T00:00:00Z"'));
  await form.getByText("curl", { exact: true }).click();
  await expect(form.getByLabel("curl command", { exact: true })).toContainText("/api/v1/");
}

/** The same as the file that the provider's tests validate; ids and times, which are others every time, aside. */
async function expectGiven(text: string): Promise<void> {
  const [, type = "", label = ""] = /^resource "(\w+)" "(\w+)"/.exec(text) ?? [];
  const action = /^ {2}action += "(\S+)"/m.exec(text)?.[1];
  const file = join(GIVEN, `${[type, label, action].filter(Boolean).join(".")}.tf`);
  if (process.env["KANESH_GOLDEN"] === "update") await writeFile(file, text);
  expect(text, file).toBe(await readFile(file, "utf8"));
}

/** Attributes that the resource does not have, and required ones that are not there. */
async function faults(text: string): Promise<string[]> {
  const type = /^resource "kanesh_(\w+)" "[a-z_][a-z0-9_]*" \{/.exec(text)?.[1];
  if (!type) return ["it does not begin as a resource"];
  const docs = await readFile(join(DOCS, `${type}.md`), "utf8");
  const names = (of: string, pattern: RegExp) => [...of.matchAll(pattern)].map((match) => match[1] ?? "");
  const known = new Set(names(docs, /^- `(\w+)`/gm));
  const required = names(docs.split("### Required")[1]?.split("\n### ")[0] ?? "", /^- `(\w+)`/gm);
  const given = names(text, /(?:^|[{[,])\s*([a-z]\w*)\s+= /gm);
  return [
    ...given.filter((name) => !known.has(name) && !/^dc\d+$/.test(name)).map((name) => `kanesh_${type} has no ${name}`),
    ...required.filter((name) => !given.includes(name)).map((name) => `kanesh_${type} needs ${name}`),
  ];
}
