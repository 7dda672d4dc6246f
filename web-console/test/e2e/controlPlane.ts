import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { endAll, begin, stop } from "./processes";

/** The life of a lease in seconds instead of minutes, so that a test sees all of it. The grace is long against pauses of a busy machine. */
const SHORT_LEASES = {
  KANESH_LEASE_VALIDATEMILLIS: "2000",
  KANESH_LEASE_CONFIRMMILLIS: "1000",
  KANESH_LEASE_GRACEMILLIS: "60000",
  KANESH_LEASE_RETRYMILLIS: "1000",
  KANESH_LEASE_UNSEALMILLIS: "2000",
};

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
  const url = `http://127.0.0.1:${port}`;
  process.env["KANESH_TEST_HOME"] = home;
  process.env["KANESH_TEST_URL"] = url;
  process.env["KANESH_TEST_TOKEN"] = token;
  await begin(home, url, {
    command: process.env["JAVA_HOME"] ? join(process.env["JAVA_HOME"], "bin/java") : "java",
    words: ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", `-Dkanesh.home=${home}`, `-Dkanesh.local.agent-home=${agent}`, `-Dkanesh.local.engine-home=${engine}`, "-jar", join(root, "control-plane/target/control-plane-exec.jar")],
    settings: {
      KANESH_HOME: home,
      KANESH_PORT: String(port),
      KANESH_AGENT_PORT: String(agentPort),
      KANESH_ADMIN_TOKEN: token,
      KANESH_SIMULATED: "true",
      KANESH_SIMULATED_SPEED: "20",
      // Grant texts for keys in clouds name these; nothing is called there.
      KANESH_KEYS_AWSACCOUNT: "111122223333",
      KANESH_KEYS_GOOGLEPROJECT: "kanesh-test",
      // Where the tests' own identity provider listens.
      KANESH_OUTBOUND_ALLOWED: "127.0.0.1",
      KANESH_AGENT_HOME: agent,
      KANESH_ENGINE_HOME: engine,
      KANESH_CONSOLE_HOME: resolve(import.meta.dirname, "../../dist"),
      ...SHORT_LEASES,
    },
  });
  return async () => {
    await stop(home);
    await endAll(home);
    await rm(home, { recursive: true, force: true });
  };
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
