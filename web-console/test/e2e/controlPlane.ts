import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Starts the control plane of this checkout in a home of its own, with the simulated cloud beside the local one, and stops it.
 * The tests find it by KANESH_TEST_URL and KANESH_TEST_TOKEN.
 */
export default async function start(): Promise<() => Promise<void>> {
  const root = resolve(import.meta.dirname, "../../..");
  const home = await mkdtemp(join(tmpdir(), "kanesh-e2e-"));
  const [port, agentPort] = [await freePort(), await freePort()];
  const token = "e2e-" + "x".repeat(40);
  const [agent, engine] = [join(root, "data-node/agent/target/image"), join(root, "data-node/engine/target/image")];
  const java = process.env["JAVA_HOME"] ? join(process.env["JAVA_HOME"], "bin/java") : "java";
  const child = spawn(
    java,
    ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", `-Dkanesh.home=${home}`, `-Dkanesh.local.agent-home=${agent}`, `-Dkanesh.local.engine-home=${engine}`, "-jar", join(root, "control-plane/target/control-plane-exec.jar")],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        KANESH_HOME: home,
        KANESH_PORT: String(port),
        KANESH_AGENT_PORT: String(agentPort),
        KANESH_ADMIN_TOKEN: token,
        KANESH_SIMULATED: "true",
        KANESH_SIMULATED_SPEED: "20",
        // Grant texts for keys in clouds name these; nothing is called there.
        KANESH_KEYS_AWSACCOUNT: "111122223333",
        KANESH_KEYS_GOOGLEPROJECT: "kanesh-test",
        KANESH_AGENT_HOME: agent,
        KANESH_ENGINE_HOME: engine,
        KANESH_CONSOLE_HOME: resolve(import.meta.dirname, "../../dist"),
      },
    },
  );
  const log = createWriteStream(join(tmpdir(), "kanesh-e2e.log"));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  process.env["KANESH_TEST_HOME"] = home;
  process.env["KANESH_TEST_URL"] = `http://127.0.0.1:${port}`;
  process.env["KANESH_TEST_TOKEN"] = token;
  await ready(`http://127.0.0.1:${port}/actuator/health`, child);
  return async () => {
    await stop(child);
    await stopLocalKms(home);
    await rm(home, { recursive: true, force: true });
  };
}

async function ready(health: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The control plane ended with ${child.exitCode}; see ${tmpdir()}/kanesh-e2e.log`);
    if (Date.now() > deadline) throw new Error(`The control plane is not up after two minutes; see ${tmpdir()}/kanesh-e2e.log`);
    const answered = await fetch(health).then((response) => response.ok, () => false);
    if (answered) return;
    await pause(200);
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((stopped) => {
    child.once("exit", () => stopped());
    child.kill("SIGTERM");
  });
}

/** The local KMS outlives its control plane by design; this one's command line names this home and no other. */
async function stopLocalKms(home: string): Promise<void> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes("LocalKmsMain") && command.includes(home)) process.kill(Number(pid), "SIGTERM");
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}
