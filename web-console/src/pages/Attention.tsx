import { Anchor, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Cluster, Key } from "../api/types";
import { allKeys, troubledClusters } from "../api/wholeLists";
import { PhaseBadge } from "../components/PhaseBadge";
import { ProblemAlert } from "../components/ProblemAlert";

interface Open {
  id: string;
  to: string;
  name: string;
  phase: string;
  said: string[];
}

/** What needs a person before anything else: keys first, since clusters seal with them. */
export function Attention({ project }: { project: string }) {
  const held = useQuery(allKeys(project)).data?.items ?? [];
  const troubled = useQuery(troubledClusters(project));
  if (troubled.error && !troubled.data) return <ProblemAlert error={troubled.error} onRetry={() => void troubled.refetch()} />;
  const open = [...held.flatMap(ofKey), ...(troubled.data ?? []).map(ofCluster)];
  if (open.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">Needs attention</Title>
      {open.map((one) => (
        <Paper withBorder p="md" key={one.id}>
          <Group gap="sm" mb={4}>
            <Anchor component={Link} to={one.to} className="name" fw={600}>{one.name}</Anchor>
            <PhaseBadge phase={one.phase} />
          </Group>
          {one.said.map((sentence) => <Text size="sm" className="name" key={sentence}>{sentence}</Text>)}
        </Paper>
      ))}
    </Stack>
  );
}

function ofKey(key: Key): Open[] {
  if (key.phase === "ACTIVE" || key.phase === "ROTATING" || key.dependentNodes === 0) return [];
  const said = [key.cause && `The KMS says: ${key.cause.message}`, key.whatToDo].filter((one) => one !== undefined);
  return [{ id: key.id, to: `/projects/${key.projectId}/keys/${key.id}`, name: key.name, phase: key.phase, said }];
}

function ofCluster(cluster: Cluster): Open {
  const said = cluster.conditions.filter((one) => one.status === "False").map((one) => one.message);
  return { id: cluster.id, to: `/projects/${cluster.projectId}/clusters/${cluster.id}`, name: cluster.name, phase: cluster.phase, said };
}
