import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline";

const TARGET = resolve(import.meta.dirname, "../../../control-plane/target");

/** The identity provider of the control plane's own tests, in a process of its own. It sends people back to that address only. */
export async function identityProvider(redirect: string): Promise<{ issuer: string; end: () => Promise<void> }> {
  const libraries = (await readFile(join(TARGET, "test.classpath"), "utf8")).trim();
  const java = process.env["JAVA_HOME"] ? join(process.env["JAVA_HOME"], "bin/java") : "java";
  const child = spawn(java, ["-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", [join(TARGET, "test-classes"), libraries].join(delimiter), "io.kanesh.identity.IdentityProviderMain", redirect], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const issuer = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).on("line", (line) => line.startsWith("issuer: ") && found(line.slice("issuer: ".length)));
    void ended.then(() => failed(new Error("the identity provider ended before it was ready")));
  });
  return {
    issuer,
    // It ends when its input does.
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
