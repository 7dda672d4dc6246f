import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clusterEncryption, keyUsage } from "../../api/keyQueries";
import type { Key } from "../../api/types";
import { NodeKeys } from "../../components/NodeKeys";
import { QueryView } from "../../components/QueryView";

/** What the nodes that need a key do now: sealing after a revocation, coming back after it. */
export function SealWatch({ project, keyOf: key }: { project: string; keyOf: Key }) {
  const usage = useQuery(keyUsage(project, key.id));
  const clusters = [...new Map((usage.data?.dependents ?? []).map((one) => [one.clusterId, one.clusterName]))];
  if (clusters.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">What its nodes do</Title>
      {clusters.map(([id, name]) => <OfCluster key={id} project={project} id={id} name={name} />)}
    </Stack>
  );
}

function OfCluster({ project, id, name }: { project: string; id: string; name: string }) {
  const query = useQuery({ ...clusterEncryption(project, id), refetchInterval: 2_000 });
  return (
    <Stack gap={4}>
      <Text size="sm"><Anchor component={Link} underline="always" to={`/projects/${project}/clusters/${id}`}>{name}</Anchor></Text>
      <QueryView query={query}>{(one) => <NodeKeys of={one.nodes} label={`Nodes of ${name}`} />}</QueryView>
    </Stack>
  );
}
