import { Alert, Button, Code, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { inventory } from "../../api/databaseQueries";
import type { Schemas } from "../../api/types";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { QueryView } from "../../components/QueryView";
import { bytes, words } from "../../ui/format";
import { useCluster } from "./useCluster";

type FileGroup = Schemas["FileGroupResponse"];

/** Every file class on every node with its key, algorithm and bytes: nothing lies there in the clear. */
export function Inventory() {
  const { project, cluster } = useCluster();
  const query = useQuery(inventory(project, cluster.id));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4">Every file and its key</Title>
        <Button size="xs" variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>Ask the nodes again</Button>
      </Group>
      <QueryView query={query}>
        {(one) => (
          <>
            {(one.silentNodes.length > 0 || !one.complete) && (
              <Alert color="orange" variant="light" title="The list is not complete">
                {one.silentNodes.length > 0 ? `No answer from ${one.silentNodes.join(", ")}.` : "Not every file could be looked at."}
              </Alert>
            )}
            {one.unreadableFiles > 0 && <Alert color="red" variant="light" title={`${one.unreadableFiles} files could not be read`}>Look at the nodes&apos; logs.</Alert>}
            {one.groups.length === 0 ? (
              <EmptyState title="No file yet">Nodes list their files when they serve.</EmptyState>
            ) : (
              <>
                <Text size="sm">{bytes(one.bytes)} in all, every byte encrypted.</Text>
                <DataTable label="Files" rows={one.groups} columns={COLUMNS} rowKey={(group) => group.nodeId + group.fileClass + group.tableGroup + group.dataKeyId} filter minWidth={820} />
              </>
            )}
          </>
        )}
      </QueryView>
    </Stack>
  );
}

const COLUMNS: Column<FileGroup>[] = [
  { head: "File class", text: (one) => one.fileClass, cell: (one) => words(one.fileClass) },
  { head: "Of", text: (one) => one.tableGroup, cell: (one) => one.tableGroup || "–" },
  { head: "Algorithm", text: (one) => one.algorithm, cell: (one) => one.algorithm.replace("_", "-") },
  { head: "Data key", text: (one) => one.dataKeyId, cell: (one) => <Code>{one.dataKeyId}</Code> },
  { head: "Files", text: (one) => one.files, cell: (one) => one.files.toLocaleString("en-US") },
  { head: "Bytes", text: (one) => one.bytes, cell: (one) => bytes(one.bytes) },
  { head: "Node", text: (one) => one.nodeId, cell: (one) => <Code>{one.nodeId}</Code> },
];
