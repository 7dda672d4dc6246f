import type { FullResult, Reporter, Suite, TestCase, TestResult } from "@playwright/test/reporter";
import { readdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Noted } from "./pressed";

/** Buttons that no test presses, each with its reason. */
const EXCUSED: Record<string, string> = {};

/** Fails a run of the whole suite when a button of a page could be pressed and no test pressed it. */
export default class NeverPressed implements Reporter {
  private readonly seen = new Set<string>();
  private readonly pressed = new Set<string>();
  private whole = false;

  onBegin(_: unknown, suite: Suite): void {
    const run = new Set(suite.allTests().map((one) => basename(one.location.file)));
    this.whole = true;
  }

  onTestEnd(_: TestCase, result: TestResult): void {
    for (const { name, body } of result.attachments) {
      if (name !== "buttons" || !body) continue;
      const noted = JSON.parse(body.toString("utf8")) as Noted;
      noted.seen.forEach((one) => this.seen.add(one));
      noted.pressed.forEach((one) => this.pressed.add(one));
    }
  }

  onEnd(result: FullResult): Promise<{ status?: FullResult["status"] } | undefined> {
    if (this.whole) console.log(`Pictures of the pages: ${resolve("screenshots")}`);
    if (!this.whole ) return Promise.resolve(undefined);
    const never = [...this.seen].filter((one) => !this.pressed.has(one) && !(one in EXCUSED)).sort();
    const stale = Object.keys(EXCUSED).filter((one) => this.pressed.has(one) || !this.seen.has(one));
    console.log(`${this.seen.size} buttons were seen, ${[...this.seen].filter((one) => this.pressed.has(one)).length} of them pressed.`);
    if (never.length > 0) console.error(`No test presses these buttons:\n  ${never.join("\n  ")}`);
    if (stale.length > 0) console.error(`Excused, and pressed or gone:\n  ${stale.join("\n  ")}`);
    return Promise.resolve(never.length + stale.length > 0 ? { status: "failed" } : undefined);
  }
}
