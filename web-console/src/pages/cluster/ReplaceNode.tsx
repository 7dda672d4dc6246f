import { Checkbox, Text } from "@mantine/core";
import { answer, api } from "../../api/client";
import type { ClusterPlan, Node } from "../../api/types";
import { Act } from "../../components/Act";
import { useDraft } from "../../forms/useDraft";
import { DryRun } from "./DryRun";
import { useCluster } from "./useCluster";

/** A new machine for a node; by force also for one that serves. */
export function ReplaceNode({ node }: { node: Node }) {
  const { project, cluster } = useCluster();
  const form = `replacement of ${node.id}`;
  const [force, setForce] = useDraft(form, false);
  const send = (once: string, dryRun: boolean) =>
    answer(
      api.POST("/api/v1/projects/{project}/clusters/{cluster}/nodes/{node}:replace", {
        params: { path: { project, cluster: cluster.id, node: node.id }, query: { force, ...(dryRun ? { dryRun } : {}) }, header: { "Idempotency-Key": once } },
      }),
    );
  return (
    <Act
      draft={form} label="Replace" about={`Replace ${node.id}`} title={`Replace ${node.id}`} confirm="Replace it" danger button={{ size: "xs" }} refresh={["cluster", "node", "operation"]}
      rule={cluster.allowedActions.find((one) => one.action === "replace")}
      request={{ method: "POST", path: `/api/v1/projects/${project}/clusters/${cluster.id}/nodes/${node.id}:replace${force ? "?force=true" : ""}` }}
      run={(once) => send(once, false)}
    >
      <Text size="sm">A new machine in zone {node.zone} takes this node&apos;s place and gets its rows from the other replicas. The old machine and what is on its disk are gone afterwards.</Text>
      <Checkbox label="Also when it serves or may come back" checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />
      <DryRun of={[project, cluster.id, node.id, "replace", String(force)]} plan={async (once) => (await send(once, true)) as ClusterPlan} />
    </Act>
  );
}
