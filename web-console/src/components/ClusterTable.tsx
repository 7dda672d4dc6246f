import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { components } from "../api/schema";
import { Age } from "./Age";
import { PhaseBadge } from "./PhaseBadge";

type Cluster = components["schemas"]["ClusterResponse"];

export function ClusterTable({ items }: { items: Cluster[] }) {
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label="Clusters">
      <Table verticalSpacing="sm" highlightOnHover miw={600}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Phase</Table.Th>
            <Table.Th>Nodes</Table.Th>
            <Table.Th>Where</Table.Th>
            <Table.Th>Created</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Anchor component={Link} to={`/projects/${one.projectId}/clusters/${one.id}`} className="name" fw={600}>
                  {one.name}
                </Anchor>
              </Table.Td>
              <Table.Td><PhaseBadge phase={one.phase} /></Table.Td>
              <Table.Td>{one.status.nodesReady} of {one.status.nodesTotal} ready</Table.Td>
              <Table.Td>
                <Text size="sm">{one.spec.provider} · {one.spec.dataCenters.map((dc) => dc.region).join(", ")}</Text>
              </Table.Td>
              <Table.Td><Age of={one.createdAt} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
