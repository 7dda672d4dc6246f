import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Page, expect } from "@playwright/test";

const KANESH = resolve(import.meta.dirname, "../../../kanesh");
const call = promisify(execFile);
const pairs = (lines: string[]) => Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));

/** A folder as a person makes one with what the page "Connection" shows: the variables, the certificate, the program. */
export interface Client {
  folder: string;
  program: string;
  variables: Record<string, string>;
}

/** Reads the page that is open. */
export async function clientOf(page: Page): Promise<Client> {
  const shown = async (label: string) => (await page.getByLabel(label, { exact: true }).textContent()) ?? "";
  await page.getByText("Node.js", { exact: true }).click();
  await expect(page.getByLabel("Node.js program", { exact: true })).toBeVisible();
  const folder = await mkdtemp(join(tmpdir(), "kanesh-client-"));
  await writeFile(join(folder, "ca.pem"), await shown("CA certificate"));
  const { stdout } = await call(KANESH, ["client-tools"]);
  const exports = (await shown("variables")).split("\n").map((line) => line.replace(/^export /, ""));
  return { folder, program: await shown("Node.js program"), variables: { ...pairs(stdout.trim().split("\n")), ...pairs(exports) } };
}

/** What the program prints as that user; rejected when it ends badly. */
export async function run(client: Client, text: string, user: string, password: string): Promise<string> {
  await writeFile(join(client.folder, "connect.js"), text);
  const env = { ...process.env, ...client.variables, CQL_USERNAME: user, CQL_PASSWORD: password };
  const { stdout } = await call("node", ["connect.js"], { cwd: client.folder, env, timeout: 60_000 });
  return stdout;
}

/** The program of the page with other statements: it connects in the same way. */
export function withStatements(program: string, statements: string[]): string {
  const [begin, end] = [program.slice(0, program.indexOf("async function main()")), program.slice(program.indexOf("\nmain()"))];
  return `${begin}async function main() {\n  await client.connect();\n${statements.map((one) => `  await client.execute(${JSON.stringify(one)});\n`).join("")}}\n${end}`;
}

export const forget = (client: Client) => rm(client.folder, { recursive: true, force: true });
