import { Table, TextInput, UnstyledButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { EmptyState } from "./EmptyState";

export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
  /** What filters and sorts by this column go by; a column without it does neither. */
  text?: (row: T) => string | number;
  /** Heads of columns with buttons are for screen readers only. */
  hidden?: boolean;
}

interface Props<T> {
  label: string;
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  minWidth?: number;
  filter?: boolean;
}

/** A list that scrolls inside its own place, filters by any word in it and sorts by its heads. */
export function DataTable<T>({ label, rows, columns, rowKey, minWidth = 600, filter = false }: Props<T>) {
  const [wanted, setWanted] = useState("");
  const [order, setOrder] = useState<{ head: string; up: boolean }>();
  const words = wanted.trim().toLowerCase().split(/\s+/);
  const textOf = (row: T) => columns.map((column) => column.text?.(row) ?? "").join(" ").toLowerCase();
  const shown = sorted(rows.filter((row) => words.every((word) => textOf(row).includes(word))), columns.find((one) => one.head === order?.head), order?.up ?? true);
  return (
    <>
      {filter && <TextInput aria-label={`Filter ${label.toLowerCase()}`} placeholder={`Filter ${label.toLowerCase()}`} maw={320} mb="sm" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />}
      {shown.length === 0 && rows.length > 0 ? (
        <EmptyState title="Nothing matches">Nothing on this page has “{wanted}” in it.</EmptyState>
      ) : (
        <div className="scrolls" tabIndex={0} role="region" aria-label={label}>
          <Table verticalSpacing="sm" highlightOnHover miw={minWidth}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column.head} {...(order?.head === column.head ? { "aria-sort": order.up ? "ascending" : "descending" } as const : {})}>
                    <Head column={column} order={order} onOrder={setOrder} />
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Table.Tr key={rowKey(row)}>
                  {columns.map((column) => <Table.Td key={column.head} className="name" ta={column.hidden ? "right" : "left"}>{column.cell(row)}</Table.Td>)}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}

function Head<T>({ column, order, onOrder }: { column: Column<T>; order: { head: string; up: boolean } | undefined; onOrder: (order: { head: string; up: boolean }) => void }) {
  if (column.hidden) return <span className="unseen">{column.head}</span>;
  if (!column.text) return column.head;
  const mine = order?.head === column.head;
  return (
    <UnstyledButton fw="inherit" fz="inherit" onClick={() => onOrder({ head: column.head, up: mine ? !order.up : true })}>
      {column.head}
      <span aria-hidden="true">{mine ? (order.up ? " ↑" : " ↓") : ""}</span>
    </UnstyledButton>
  );
}

function sorted<T>(rows: T[], by: Column<T> | undefined, up: boolean): T[] {
  const text = by?.text;
  if (!text) return rows;
  const compare = (a: T, b: T) => String(text(a)).localeCompare(String(text(b)), "en", { numeric: true });
  return [...rows].sort((a, b) => (up ? compare(a, b) : compare(b, a)));
}
