import { Code, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { keyDrills } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PhaseBadge } from "../../components/PhaseBadge";
import { QueryView } from "../../components/QueryView";
import { duration, words } from "../../ui/format";
import { useKey } from "./useKey";

type OfNode = Schemas["DrillNodeResponse"];

/** Rehearsals with their measured times, the newest first. */
export default function DrillsTab() {
  const { project, key } = useKey();
  const query = useQuery(keyDrills(project, key.id));
  return (
    <QueryView query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="No drill yet">A drill plays the loss of this key, measures how fast every node seals and comes back, and says so here.</EmptyState>
        ) : (
          <Stack>
            {items.map((drill) => (
              <Paper withBorder p="md" key={drill.id}>
                <Title order={2} size="h5">{words(drill.kind)}, <Age of={drill.startedAt} /></Title>
                <Text size="sm" c="dimmed">{drill.endedAt ? `Took ${duration((Date.parse(drill.endedAt) - Date.parse(drill.startedAt)) / 1000)}.` : "Under way."}</Text>
                <DataTable label={`Nodes of drill ${drill.id}`} rows={drill.nodes} columns={COLUMNS} rowKey={(one) => one.nodeId} minWidth={520} />
              </Paper>
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

const took = (millis: number | undefined) => (millis == undefined ? "–" : duration(millis / 1000));

const COLUMNS: Column<OfNode>[] = [
  { head: "Node", text: (one) => one.nodeId, cell: (one) => <Code>{one.nodeId}</Code> },
  { head: "Reached", text: (one) => one.reached ?? "", cell: (one) => (one.reached ? <PhaseBadge phase={one.reached} /> : "–") },
  { head: "After", text: (one) => one.millisToReach ?? -1, cell: (one) => took(one.millisToReach) },
  { head: "Sealing took", text: (one) => one.sealMillis ?? -1, cell: (one) => took(one.sealMillis) },
  { head: "Served again after", text: (one) => one.millisToRestore ?? -1, cell: (one) => took(one.millisToRestore) },
];
