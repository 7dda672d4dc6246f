import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** How a control plane is started: a test that restarts it does it in the same way. */
interface Start {
  command: string;
  words: string[];
  settings: Record<string, string>;
}

interface Noted extends Start {
  pid: number;
  url: string;
}

const LOG = join(tmpdir(), "kanesh-e2e.log");
const noteOf = (home: string) => join(home, "e2e.json");
const noted = async (home: string) => JSON.parse(await readFile(noteOf(home), "utf8")) as Noted;

/** Starts a control plane and returns when it is healthy. It outlives whoever starts it; its home knows its process. */
export async function begin(home: string, url: string, start: Start): Promise<void> {
  const log = openSync(LOG, "a");
  const child = spawn(start.command, start.words, { stdio: ["ignore", log, log], detached: true, env: { ...process.env, ...start.settings } });
  child.unref();
  if (child.pid === undefined) throw new Error(`${start.command} cannot be started`);
  await writeFile(noteOf(home), JSON.stringify({ ...start, pid: child.pid, url } satisfies Noted));
  await until("the control plane is up", async () => {
    if (!(await runs(child.pid ?? 0))) throw new Error(`The control plane has ended; see ${LOG}`);
    return fetch(`${url}/actuator/health`).then((response) => response.ok, () => false);
  }).catch(async (late: unknown) => {
    // Nobody else knows of it.
    await stop(home);
    await endAll(home);
    throw late;
  });
}

/** As Ctrl-C does; returns when the process has ended. */
export async function stop(home: string): Promise<void> {
  const { pid } = await noted(home);
  if (await runs(pid)) process.kill(pid, "SIGTERM");
  await until("the control plane has stopped", async () => !(await runs(pid)));
}

/** The one that was stopped, with the same home, ports and settings. */
export async function beginAgain(home: string): Promise<void> {
  const { url, ...start } = await noted(home);
  await begin(home, url, start);
}

/**
 * What outlives its control plane by design: agents first, which would start new engines; then engines and the local KMS. Their
 * command lines name this home and no other.
 */
export async function endAll(home: string): Promise<void> {
  for (const main of ["AgentMain", "EngineMain", "LocalKmsMain"]) {
    for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      if (!command.includes(main) || !command.includes(home)) continue;
      process.kill(Number(pid), "SIGKILL");
      await until(`${main} has ended`, async () => !(await runs(Number(pid))));
    }
  }
}

/** A process that has ended and that nobody has taken note of runs no more. */
async function runs(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
  return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3) !== "Z";
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within four minutes: ${what}; see ${LOG}`);
    await pause(200);
  }
}
