import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { words } from "../ui/format";
import { Age } from "./Age";
import { PhaseBadge } from "./PhaseBadge";

interface Row {
  id: string;
  runbook: string;
  state: string;
  percent: number;
  createdAt: string;
  waitingFor?: string;
}

export function OperationTable({ items }: { items: Row[] }) {
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label="Operations">
      <Table verticalSpacing="sm" miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Operation</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Waits for</Table.Th>
            <Table.Th>Started</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Anchor component={Link} to={`/operations/${one.id}`}>{words(one.runbook)}</Anchor>
              </Table.Td>
              <Table.Td><PhaseBadge phase={one.state} /></Table.Td>
              <Table.Td><Text size="sm" c="dimmed">{one.waitingFor ?? (one.state === "RUNNING" ? `${one.percent} %` : "–")}</Text></Table.Td>
              <Table.Td><Age of={one.createdAt} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
