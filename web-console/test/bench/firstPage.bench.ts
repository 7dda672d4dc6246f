import { type Page, expect, test } from "@playwright/test";
import { gzipSync } from "node:zlib";
import { signIn, url } from "../e2e/kanesh";

const ROUNDS = 5;
const MOST_KB = 250;
const MOST_MS = 1_000;

/** JavaScript of one page as gzip makes it, and the milliseconds until the browser painted something; nothing is cached. */
async function measured(page: Page, path: string): Promise<{ kilobytes: number; paint: number }> {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(url() + path);
  // Not for a silent network: a page that is signed in keeps its stream of events open.
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  // The browser notes a paint a little after it, which may be later than the heading is there.
  const noted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const paint = Number(await noted.jsonValue());
  return { kilobytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000, paint };
}

test("the first page", async ({ browser }) => {
  const rounds: { kilobytes: number; paint: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext();
    rounds.push(await measured(await context.newPage(), "/sign-in"));
    await context.close();
  }
  const kilobytes = Math.max(...rounds.map((one) => one.kilobytes));
  const paint = rounds.map((one) => one.paint).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
  console.log(`bench console: sign-in page ${kilobytes.toFixed(0)} kB of JavaScript (gzip), first contentful paint ${paint.toFixed(0)} ms (median of ${ROUNDS}: ${rounds.map((one) => one.paint.toFixed(0)).join(", ")})`);
  expect(kilobytes).toBeLessThanOrEqual(MOST_KB);
  expect(paint).toBeLessThanOrEqual(MOST_MS);
});

test("the overview after signing in", async ({ browser }) => {
  const context = await browser.newContext();
  await signIn(await context.newPage());
  const { kilobytes, paint } = await measured(await context.newPage(), "/");
  console.log(`bench console: overview ${kilobytes.toFixed(0)} kB of JavaScript (gzip), first contentful paint ${paint.toFixed(0)} ms`);
  expect(kilobytes).toBeLessThanOrEqual(MOST_KB);
  await context.close();
});
