import { Anchor, Stack, Table, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Conditions } from "../../components/Conditions";
import { Facts } from "../../components/Facts";
import { ActionBar } from "./ActionBar";
import { useCluster } from "./useCluster";

export default function StatusTab() {
  const { project, cluster } = useCluster();
  return (
    <Stack gap="xl">
      <Facts
        of={[
          ["Nodes ready", `${cluster.status.nodesReady} of ${cluster.status.nodesTotal}`],
          ["Engine", `Cassandra ${cluster.spec.engineVersion}`],
          ["Runs on", cluster.spec.provider],
          ["Encrypted with", <Anchor key="key" component={Link} to={`/projects/${project}/clusters/${cluster.id}/encryption`}>{cluster.spec.encryption.algorithm.replace("_", "-")}, and the disk's own</Anchor>],
        ]}
        cols={4}
      />
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
      <ActionBar />
      <Stack gap="sm">
        <Title order={2} size="h4">Conditions</Title>
        <Conditions of={cluster.conditions} />
      </Stack>
    </Stack>
  );
}
