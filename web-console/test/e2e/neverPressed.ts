import type { FullResult, Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Noted } from "./pressed";

/** Buttons that no test presses, each with its reason. */
const EXCUSED: Record<string, string> = {};

/** The test with a real engine may run on another day than the rest: whatever it presses, another test presses too. */
const APART = "engines.spec.ts";

/** Fails a run of the whole suite when a button of a page could be pressed and no test pressed it. */
export default class NeverPressed implements Reporter {
  private readonly seen = new Set<string>();
  private readonly pressed = new Set<string>();
  private whole = false;

  onBegin(_: unknown, suite: Suite): void {
    const run = suite.allTests().map((one) => basename(one.location.file));
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".spec.ts") && name !== APART);
    this.whole = files.every((name) => run.filter((one) => one === name).length >= written(name));
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (basename(test.location.file) === APART) return;
    for (const { name, body } of result.attachments) {
      if (name !== "buttons" || !body) continue;
      const noted = JSON.parse(body.toString("utf8")) as Noted;
      noted.seen.forEach((one) => this.seen.add(one));
      noted.pressed.forEach((one) => this.pressed.add(one));
    }
  }

  onEnd(result: FullResult): Promise<{ status?: FullResult["status"] } | undefined> {
    if (this.whole) console.log(`Pictures of the pages: ${resolve("screenshots")}`);
    if (!this.whole || result.status !== "passed") return Promise.resolve(undefined);
    const never = [...this.seen].filter((one) => !this.pressed.has(one) && !(one in EXCUSED)).sort();
    const stale = Object.keys(EXCUSED).filter((one) => this.pressed.has(one) || !this.seen.has(one));
    console.log(`${this.seen.size} buttons were seen, ${[...this.seen].filter((one) => this.pressed.has(one)).length} of them pressed.`);
    if (never.length > 0) console.error(`No test presses these buttons:\n  ${never.join("\n  ")}`);
    if (stale.length > 0) console.error(`Excused, and pressed or gone:\n  ${stale.join("\n  ")}`);
    return Promise.resolve(never.length + stale.length > 0 ? { status: "failed" } : undefined);
  }
}

/** How many tests stand in a file: with fewer of them the run was narrowed, and says nothing about what is never pressed. */
function written(name: string): number {
  return readFileSync(join(import.meta.dirname, name), "utf8").match(/^test\("/gm)?.length ?? 0;
}
