import { Paper, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import type { ClusterPlan } from "../../api/types";
import { Act } from "../../components/Act";
import { DryRun } from "./DryRun";
import { useCluster } from "./useCluster";

export function DangerZone() {
  const { project, cluster, etag } = useCluster();
  const navigate = useNavigate();
  const rule = cluster.allowedActions.find((one) => one.action === "delete");
  const send = (dryRun: boolean) =>
    answer(
      api.DELETE("/api/v1/projects/{project}/clusters/{cluster}", {
        params: { path: { project, cluster: cluster.id }, header: { "If-Match": etag }, ...(dryRun ? { query: { dryRun } } : {}) },
      }),
    );
  return (
    <Paper withBorder p="md" maw={640}>
      <Stack align="start" gap="sm">
        <Title order={2} size="h4">Danger zone</Title>
        <Text size="sm">Deleting ends every node and removes all data of this cluster for good.</Text>
        {rule && !rule.allowed && <Text size="sm">{rule.reason}</Text>}
        <Act label="Delete this cluster" title="Delete this cluster" confirm="Delete it for good" danger typed={cluster.name} rule={rule} refresh={["cluster", "operation"]}
          request={{ method: "DELETE", path: `/api/v1/projects/${project}/clusters/${cluster.id}` }}
          run={() => send(false)} onDone={() => void navigate({ to: "/projects/$project/clusters", params: { project } })}>
          <Text size="sm">Its {cluster.status.nodesTotal} nodes are stopped and every row is removed. Nothing brings it back.</Text>
          <DryRun of={[project, cluster.id, "delete", etag]} plan={async () => (await send(true)) as ClusterPlan} />
        </Act>
      </Stack>
    </Paper>
  );
}
