import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");

it("shows pictures that are there and that a test still makes", () => {
  const pictures = [...readFileSync(join(root, "docs/tour.md"), "utf8").matchAll(/\]\(tour\/([a-z-]+)\.png\)/g)].map((match) => match[1] ?? "");
  const folder = join(root, "web-console/test/e2e");
  const tests = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  expect(pictures.length).toBeGreaterThan(2);
  for (const kind of ["png", "txt"]) expect(pictures.filter((name) => !existsSync(join(root, "docs/tour", `${name}.${kind}`)))).toEqual([]);
  expect(pictures.filter((name) => !tests.includes(`look(page, "${name}")`))).toEqual([]);
});
