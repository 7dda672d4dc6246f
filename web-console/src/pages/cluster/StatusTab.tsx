import { Paper, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { Age } from "../../components/Age";
import { ActionBar } from "./ActionBar";
import { useCluster } from "./useCluster";

export default function StatusTab() {
  const { cluster } = useCluster();
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Fact name="Nodes ready" value={`${cluster.status.nodesReady} of ${cluster.status.nodesTotal}`} />
        <Fact name="Engine" value={`Cassandra ${cluster.spec.engineVersion}`} />
        <Fact name="Runs on" value={cluster.spec.provider} />
      </SimpleGrid>
      <Stack gap="sm">
        <Title order={2} size="h4">Data centers</Title>
        <div className="scrolls" tabIndex={0} role="region" aria-label="Data centers">
          <Table miw={520}>
            <Table.Thead><Table.Tr><Table.Th>Name</Table.Th><Table.Th>Region</Table.Th><Table.Th>Replicas</Table.Th><Table.Th>Machines</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {cluster.spec.dataCenters.map((dc) => (
                <Table.Tr key={dc.name}>
                  <Table.Td>{dc.name}</Table.Td>
                  <Table.Td>{dc.region}</Table.Td>
                  <Table.Td>{dc.replicationFactor}</Table.Td>
                  <Table.Td>{dc.nodeGroups.map((group) => `${group.count} × ${group.instanceType}`).join(", ")}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </Stack>
      <Stack gap="sm">
        <Title order={2} size="h4">Conditions</Title>
        {cluster.conditions.map((condition) => (
          <Paper withBorder p="sm" key={condition.type}>
            <Text fw={600} size="sm">{condition.type}: {condition.status === "True" ? "yes" : condition.status === "False" ? "no" : "not known"}</Text>
            <Text size="sm">{condition.message}</Text>
            <Text size="xs" c="dimmed">Since <Age of={condition.since} /></Text>
          </Paper>
        ))}
      </Stack>
      <ActionBar />
    </Stack>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">{name}</Text>
      <Text fw={650} size="lg">{value}</Text>
    </Paper>
  );
}
