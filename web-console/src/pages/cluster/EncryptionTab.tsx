import { Alert, Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clusterEncryption } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { type Column, DataTable } from "../../components/DataTable";
import { Facts } from "../../components/Facts";
import { NodeKeys } from "../../components/NodeKeys";
import { PhaseBadge } from "../../components/PhaseBadge";
import { QueryView } from "../../components/QueryView";
import { duration } from "../../ui/format";
import { ChangeEncryption } from "./ChangeEncryption";
import { Inventory } from "./Inventory";
import { Proofs } from "./Proofs";
import { ReencryptButton } from "./ReencryptButton";
import { useCluster } from "./useCluster";

type OfDataCenter = Schemas["DataCenterKeyResponse"];

/** Whose key, which node may use it until when, every file class under it, and the proofs. */
export default function EncryptionTab() {
  const { project, cluster } = useCluster();
  const query = useQuery(clusterEncryption(project, cluster.id));
  return (
    <Stack gap="xl">
      <QueryView query={query}>
        {(one) => (
          <>
            <Stack gap="sm">
              {one.message && <Alert color={one.phase === "ACTIVE" ? "teal" : "orange"} variant="light">{one.message}</Alert>}
              <Facts
                of={[
                  ["Algorithm of new files", one.algorithm === "AES_256" ? "AES-256-GCM" : "AES-128-GCM"],
                  ["Serves while the KMS does not answer", duration(one.outageGraceMinutes * 60)],
                  ["Seals after a refusal", "within 7 minutes, usually 90 s"],
                ]}
              />
              <Group><ChangeEncryption /><ReencryptButton /></Group>
            </Stack>
            <Stack gap="sm">
              <Title order={2} size="h4">Keys by data center</Title>
              <DataTable label="Keys by data center" rows={one.dataCenters} columns={columns(project)} rowKey={(dc) => dc.dataCenter} />
            </Stack>
            <Stack gap="sm">
              <Title order={2} size="h4">Leases of the nodes</Title>
              <NodeKeys of={one.nodes} label="Leases of the nodes" />
            </Stack>
          </>
        )}
      </QueryView>
      <Inventory />
      <Proofs />
    </Stack>
  );
}

const columns = (project: string): Column<OfDataCenter>[] => [
  { head: "Data center", text: (one) => one.dataCenter, cell: (one) => one.dataCenter },
  { head: "Key", text: (one) => one.keyName ?? one.keyId, cell: (one) => <Anchor component={Link} to={`/projects/${project}/keys/${one.keyId}`}>{one.keyName ?? one.keyId}</Anchor> },
  { head: "State", text: (one) => one.phase ?? "", cell: (one) => (one.phase ? <PhaseBadge phase={one.phase} /> : "–") },
  { head: "Whose", text: (one) => (one.providerManaged ? "provider" : "yours"), cell: (one) => (one.providerManaged ? "The provider's" : "Yours") },
  { head: "In its KMS", cell: (one) => <Text size="sm">{one.uri ?? "–"}</Text> },
];
