import { Text } from "@mantine/core";
import { answer, api } from "../../api/client";
import { Act } from "../../components/Act";
import { useCluster } from "./useCluster";

export function ReencryptButton() {
  const { project, cluster } = useCluster();
  return (
    <Act label="Re-encrypt" title="Rewrite old files" confirm="Re-encrypt now" refresh={["cluster", "operation"]}
      request={{ method: "POST", path: `/api/v1/projects/${project}/clusters/${cluster.id}:reencrypt` }}
      run={(once) => answer(api.POST("/api/v1/projects/{project}/clusters/{cluster}:reencrypt", { params: { path: { project, cluster: cluster.id }, header: { "Idempotency-Key": once } } }))}>
      <Text size="sm">Every file under an older data key or another algorithm is rewritten, throttled, while the cluster serves. The operation shows how many bytes are left. It can be cancelled, and goes on after a restart.</Text>
    </Act>
  );
}
