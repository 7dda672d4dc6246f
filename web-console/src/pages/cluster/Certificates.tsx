import { NumberInput, Stack, Text, Title } from "@mantine/core";
import { answer, api } from "../../api/client";
import { Act } from "../../components/Act";
import { useDraft } from "../../forms/useDraft";
import { useCluster } from "./useCluster";

/** Node certificates renew themselves; the authority lives ten years, or until here. */
export function Certificates() {
  const { project, cluster } = useCluster();
  const form = `authority of ${cluster.id}`;
  const [days, setDays] = useDraft(form, 7);
  const body = { overlapSeconds: days * 86_400 };
  return (
    <Stack gap="sm" align="start" maw={640}>
      <Title order={2} size="h4">Certificates</Title>
      <Text size="sm">Nodes renew their certificates by themselves. The cluster&apos;s authority, which your programs trust, lives ten years.</Text>
      <Act draft={form} label="Replace the authority" title="Replace the authority" confirm="Begin" refresh={["cluster", "operation"]}
        request={{ method: "POST", path: `/api/v1/projects/${project}/clusters/${cluster.id}:rotate-certificates`, body }}
        resource={{ type: "kanesh_cluster_operation", values: { projectId: project, clusterId: cluster.id, action: "rotate-certificates" } }}
        run={(once) => answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:rotate-certificates", { params: { path: { project, cluster: cluster.id }, header: { "Idempotency-Key": once } }, body }))}>
        <Text size="sm">Every node trusts both authorities, then the new one issues. In the overlap programs connect with either. Give them the new certificate (Connection) before it ends: who knows only the former one is refused then. No engine restarts, no connection is closed.</Text>
        <NumberInput label="Days of overlap" min={0} max={90} value={days} onChange={(value) => setDays(Number(value))} />
      </Act>
    </Stack>
  );
}
