import { expect } from "@playwright/test";
import { call } from "./kanesh";

interface Made {
  id: string;
  phase: string;
  allowedActions: { action: string; allowed: boolean }[];
}

/** A simulated cluster by the API; its pages are what is tested. */
export async function simulated(project: string, name: string): Promise<string> {
  const { id } = (await call("POST", `/api/v1/projects/${project}/clusters`, { name, provider: "simulated", deletionProtection: false, dataCenters: [{ region: "sim-1" }] })) as Made;
  await settled(project, id);
  return id;
}

/** Waits until nothing is under way: then every deed is allowed again. */
export async function settled(project: string, id: string): Promise<void> {
  const allowed = async () => {
    const { phase, allowedActions } = (await call("GET", `/api/v1/projects/${project}/clusters/${id}`)) as Made;
    return (phase === "ACTIVE" || phase === "PAUSED") && allowedActions.some((one) => one.allowed && (one.action === "restart" || one.action === "resume"));
  };
  await expect.poll(allowed, { timeout: 90_000, message: "the cluster is at rest" }).toBe(true);
}
