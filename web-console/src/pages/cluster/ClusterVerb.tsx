import { Text } from "@mantine/core";
import { answer, api } from "../../api/client";
import type { ClusterPlan } from "../../api/types";
import { Act } from "../../components/Act";
import { words } from "../../ui/format";
import { DryRun } from "./DryRun";
import { useCluster } from "./useCluster";

export type Verb = "restart" | "repair" | "pause" | "resume";

const SAID: Record<Verb, string> = {
  restart: "One node after the other stops taking clients, drains and starts again. The next one begins when this one serves: with three replicas no program notices.",
  repair: "Every replica of every row is compared with the others and made the same, range by range, while the cluster serves.",
  pause: "Clients are refused, every engine drains and stops. Machines and data stay, and on a cloud so does their price.",
  resume: "Every engine starts again and replays its commit log.",
};

type Query = { dryRun: boolean } | undefined;

/** A deed on the whole cluster, with its plan before it is done. */
export function ClusterVerb({ verb }: { verb: Verb }) {
  const { project, cluster } = useCluster();
  const path = { project, cluster: cluster.id };
  const send = async (once: string, query: Query) => {
    const params = { path, header: { "Idempotency-Key": once }, ...(query ? { query } : {}) };
    switch (verb) {
      case "restart":
        return answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:restart", { params }));
      case "repair":
        return answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:repair", { params }));
      case "pause":
        return answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:pause", { params }));
      case "resume":
        return answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:resume", { params }));
    }
  };
  return (
    <Act
      label={words(verb)} title={`${words(verb)} this cluster`} confirm={`${words(verb)} it now`} refresh={["cluster", "node", "operation"]}
      rule={cluster.allowedActions.find((one) => one.action === verb)}
      request={{ method: "POST", path: `/api/v1/projects/${project}/clusters/${cluster.id}:${verb}` }}
      run={(once) => send(once, undefined)}
    >
      <Text size="sm">{SAID[verb]}</Text>
      <DryRun of={[project, cluster.id, verb, String(cluster.generation)]} plan={async (once) => (await send(once, { dryRun: true })) as ClusterPlan} />
    </Act>
  );
}
