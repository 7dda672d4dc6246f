import { Code, Text } from "@mantine/core";
import type { Schemas } from "../api/types";
import { Age } from "./Age";
import { Countdown } from "./Countdown";
import { type Column, DataTable } from "./DataTable";
import { EmptyState } from "./EmptyState";
import { PhaseBadge } from "./PhaseBadge";

type NodeKey = Schemas["NodeKeyResponse"];

/** Each node's lease of its key: its state, since when, when it ends without a good answer, and the KMS's own words. */
export function NodeKeys({ of, label }: { of: NodeKey[]; label: string }) {
  if (of.length === 0) return <EmptyState title="No node yet">A node asks for its key when it starts.</EmptyState>;
  return <DataTable label={label} rows={of} columns={COLUMNS} rowKey={(one) => one.nodeId} minWidth={760} />;
}

const COLUMNS: Column<NodeKey>[] = [
  { head: "Node", text: (one) => one.nodeId, cell: (one) => <><Code>{one.nodeId}</Code> <Text size="xs" c="dimmed">{one.dataCenter}</Text></> },
  { head: "Lease", text: (one) => one.state ?? "", cell: (one) => (one.state ? <PhaseBadge phase={one.state} /> : "not reported") },
  { head: "Since", cell: (one) => (one.since ? <Age of={one.since} /> : "–") },
  { head: "Last good answer", cell: (one) => (one.lastGoodAt ? <Age of={one.lastGoodAt} /> : "–") },
  { head: "Seals without one", cell: (one) => (one.nextDeadline && one.state !== "SEALED" ? <Countdown to={one.nextDeadline} /> : "–") },
  { head: "Asks again", cell: (one) => (one.nextCheckAt ? <Countdown to={one.nextCheckAt} /> : "–") },
  {
    head: "The KMS's words",
    cell: (one) => <Text size="sm">{one.cause ?? "–"}{one.kmsRequestId && <> (request <Code>{one.kmsRequestId}</Code>)</>}{one.testTerms && " Shorter terms than usual: for tests."}</Text>,
  },
];
