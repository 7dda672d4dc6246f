import { Button, Collapse, Group, Paper, Progress, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nodeLogs, nodes } from "../../api/queries";
import type { components } from "../../api/schema";
import { Age } from "../../components/Age";
import { Copyable } from "../../components/Copyable";
import { EmptyState } from "../../components/EmptyState";
import { PhaseBadge } from "../../components/PhaseBadge";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { QueryView } from "../../components/QueryView";
import { bytes } from "../../ui/format";
import { NodeFigures } from "./NodeFigures";
import { ReplaceNode } from "./ReplaceNode";
import { ORDERS, ordered } from "./nodeOrder";
import { useCluster } from "./useCluster";

type Node = components["schemas"]["NodeResponse"];

/** The nodes by zone: a zone is what fails together. */
export default function NodesTab() {
  const { project, cluster } = useCluster();
  const pages = usePages();
  const query = useQuery(nodes(project, cluster.id, pages.token));
  return (
    <PagedView query={query} pages={pages} empty={<EmptyState title="No node yet">The operation that creates this cluster has not come to its machines.</EmptyState>}>
      {(items) => <ByZone items={items} project={project} />}
    </PagedView>
  );
}

function ByZone({ items, project }: { items: Node[]; project: string }) {
  const [wanted, setWanted] = useState("");
  const [order, setOrder] = useState<keyof typeof ORDERS>("address");
  const shown = ordered(items, wanted, order);
  const zones = [...new Set(shown.map((one) => one.zone))].sort();
  return (
    <Stack gap="lg">
      <Group align="end">
        <TextInput aria-label="Filter nodes" placeholder="Filter nodes" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
        <Select aria-label="Order of the nodes" data={Object.entries(ORDERS).map(([value, { label }]) => ({ value, label }))} value={order} allowDeselect={false} onChange={(value) => value && setOrder(value as keyof typeof ORDERS)} />
      </Group>
      {zones.length === 0 && <EmptyState title="Nothing matches">No node on this page has “{wanted}” in it.</EmptyState>}
      {zones.map((zone) => (
        <Stack gap="sm" key={zone}>
          <Title order={2} size="h4">Zone {zone}</Title>
          {shown.filter((one) => one.zone === zone).map((one) => <NodeCard key={one.id} node={one} project={project} />)}
        </Stack>
      ))}
    </Stack>
  );
}

function NodeCard({ node, project }: { node: Node; project: string }) {
  const [open, setOpen] = useState(false);
  const used = node.disk ? (100 * node.disk.usedBytes) / node.disk.quotaBytes : 0;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <div>
          <Text fw={600} className="name">{node.address ?? node.id}</Text>
          <Text size="xs" c="dimmed">{node.id} · {node.instanceType} · {node.dataCenter}</Text>
        </div>
        <PhaseBadge phase={node.state} />
      </Group>
      {node.waitingFor && <Text size="sm" mb="xs">{node.waitingFor}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {node.disk && (
          <div>
            <Text size="xs" c="dimmed">Storage: {bytes(node.disk.usedBytes)} of {bytes(node.disk.quotaBytes)}</Text>
            <Progress value={used} aria-label="Storage used" color={used > 85 ? "orange" : "clay"} />
          </div>
        )}
        {node.engine && <Text size="sm">Engine {node.engine.version ?? ""}: sees {node.engine.nodesUp} up, {node.engine.nodesDown} down; {node.engine.restarts} restarts</Text>}
        {node.reportedAt && <Text size="sm" c="dimmed">Reported <Age of={node.reportedAt} /></Text>}
      </SimpleGrid>
      <NodeFigures of={node.figures} />
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={() => setOpen(!open)} aria-expanded={open} aria-label={`${open ? "Hide logs" : "Logs"} of ${node.id}`}>{open ? "Hide logs" : "Logs"}</Button>
        <ReplaceNode node={node} />
      </Group>
      <Collapse expanded={open}>{open && <Logs project={project} node={node} />}</Collapse>
    </Paper>
  );
}

function Logs({ project, node }: { project: string; node: Node }) {
  const [source, setSource] = useState<"agent" | "engine">("engine");
  const query = useQuery(nodeLogs(project, node.clusterId, node.id, source));
  return (
    <Stack gap="xs" mt="sm">
      <SegmentedControl size="xs" value={source} onChange={(value) => setSource(value)} data={[{ value: "engine", label: "Engine" }, { value: "agent", label: "Agent" }]} />
      <QueryView query={query}>
        {({ items }) => <Copyable label={`${source} log`} text={items.map((line) => line.text).join("\n") || "Nothing logged yet."} />}
      </QueryView>
    </Stack>
  );
}
