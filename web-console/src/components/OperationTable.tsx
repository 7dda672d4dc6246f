import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { words } from "../ui/format";
import { Age } from "./Age";
import { type Column, DataTable } from "./DataTable";
import { PhaseBadge } from "./PhaseBadge";

interface Row {
  id: string;
  runbook: string;
  state: string;
  percent: number;
  createdAt: string;
  waitingFor?: string;
}

export function OperationTable({ items, filter = false }: { items: Row[]; filter?: boolean }) {
  return <DataTable label="Operations" rows={items} columns={COLUMNS} rowKey={(one) => one.id} filter={filter} minWidth={560} />;
}

const now = (one: Row) => one.waitingFor ?? (one.state === "RUNNING" ? `${one.percent} %` : "–");

const COLUMNS: Column<Row>[] = [
  { head: "Operation", text: (one) => words(one.runbook), cell: (one) => <Anchor component={Link} to={`/operations/${one.id}`}>{words(one.runbook)}</Anchor> },
  { head: "State", text: (one) => words(one.state), cell: (one) => <PhaseBadge phase={one.state} /> },
  { head: "Waits for", text: now, cell: (one) => <Text size="sm" c="dimmed">{now(one)}</Text> },
  { head: "Started", text: (one) => one.createdAt, cell: (one) => <Age of={one.createdAt} /> },
];
