import { type Page, expect } from "@playwright/test";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const TOUR = resolve(import.meta.dirname, "../../../docs/tour");

/** A picture of docs/tour.md is as old as the words of its page: when they are others, it is time for a new one. */
export async function expectFresh(page: Page, name: string): Promise<void> {
  const now = await page.evaluate(words);
  await writeFile(`screenshots/${name}.txt`, now);
  if (!existsSync(join(TOUR, `${name}.png`)) || process.env["KANESH_GOLDEN"] === "update") return;
  const before = await readFile(join(TOUR, `${name}.txt`), "utf8").catch(() => "");
  expect(now, `docs/tour/${name}.png shows the page as it was; after this run, \`npm run tour\` brings both up to date`).toBe(before);
}

/** Runs in the page: what it says whatever its data, a line each. */
function words(): string {
  const place = document.querySelector("[role=dialog]") ?? document.querySelector("main") ?? document.body;
  const said = [...place.querySelectorAll("h2, h3, h4, label, button, th, dt, legend, [role=tab]")].map((one) => one.textContent.trim().replace(/[a-z]+_[a-z0-9]{10,}/g, "…").replace(/\d+/g, "#"));
  return `${[...new Set(said)].filter((one) => one !== "").join("\n")}\n`;
}
