import { Alert, Anchor, Code, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { keyUsage } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { QueryView } from "../../components/QueryView";
import { bytes } from "../../ui/format";
import { useKey } from "./useKey";

type Dependent = Schemas["KeyDependentResponse"];

const KINDS: Record<Dependent["kind"], string> = {
  SPEC: "the cluster's settings name it",
  NODE: "the node's key is wrapped by it",
  RECIPIENT: "the node's key can also be opened by it",
};

/** "May I delete this key?" */
export default function UsageTab() {
  const { project, key } = useKey();
  const query = useQuery(keyUsage(project, key.id));
  const columns: Column<Dependent>[] = [
    { head: "Cluster", text: (one) => one.clusterName, cell: (one) => <Anchor component={Link} to={`/projects/${project}/clusters/${one.clusterId}`}>{one.clusterName}</Anchor> },
    { head: "Node", text: (one) => one.nodeId ?? "", cell: (one) => (one.nodeId ? <Code>{one.nodeId}</Code> : "–") },
    { head: "Data center", text: (one) => one.dataCenter, cell: (one) => one.dataCenter },
    { head: "How", text: (one) => KINDS[one.kind], cell: (one) => <Text size="sm">{KINDS[one.kind]}{one.keyVersion ? `, version ${one.keyVersion}` : ""}</Text> },
    { head: "Files", text: (one) => one.files, cell: (one) => one.files.toLocaleString("en-US") },
    { head: "Bytes", text: (one) => one.bytes, cell: (one) => bytes(one.bytes) },
  ];
  return (
    <QueryView query={query}>
      {(usage) => (
        <Stack>
          <Alert color={usage.deletable ? "teal" : "orange"} variant="light" title={`May this key be deleted? ${usage.deletable ? "Yes." : "No."}`}>
            <Text size="sm">{usage.answer}</Text>
            {!usage.deletable && <Text size="sm">{bytes(usage.bytes)} of data would be unreadable for ever.</Text>}
          </Alert>
          {usage.dependents.length === 0 ? (
            <EmptyState title="Nothing depends on it">No cluster, node or file needs this key.</EmptyState>
          ) : (
            <DataTable label="What depends on it" rows={usage.dependents} columns={columns} rowKey={(one) => `${one.kind}${one.clusterId}${one.dataCenter}${one.nodeId ?? ""}`} filter minWidth={760} />
          )}
        </Stack>
      )}
    </QueryView>
  );
}
