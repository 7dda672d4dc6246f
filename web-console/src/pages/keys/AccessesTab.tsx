import { Alert, Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keyAccesses } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { QueryView } from "../../components/QueryView";
import { download } from "../../ui/download";
import { type Access, accessOf } from "./accessLine";
import { useKey } from "./useKey";

type Line = Schemas["KeyAccessResponse"];

/** Who used the key, when and why, by the nodes' own chained trails. */
export default function AccessesTab() {
  const { project, key } = useKey();
  const [typed, setTyped] = useState("");
  const [contains] = useDebouncedValue(typed, 300);
  const query = useQuery(keyAccesses(project, key.id, contains));
  return (
    <Stack>
      <Group align="end" justify="space-between">
        <TextInput label="Only lines with" placeholder="validate" description="A reason, an outcome, a file, a request id" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button variant="default" disabled={!query.data?.items.length} onClick={() => query.data && download(`${key.name}-accesses.jsonl`, linesOf(query.data.items), "application/x-ndjson")}>Export as JSON lines</Button>
      </Group>
      <QueryView query={query}>
        {({ items, silentNodes }) => (
          <>
            {silentNodes.length > 0 && <Alert color="orange" variant="light" title="Not every node answered">Without the lines of {silentNodes.join(", ")}.</Alert>}
            {items.length === 0 ? (
              <EmptyState title="No access">{contains ? `No line has “${contains}” in it.` : "No node has used this key."}</EmptyState>
            ) : (
              <DataTable label="Accesses" rows={items.map(accessOf).reverse()} columns={COLUMNS} rowKey={(one) => one.line + one.nodeId} minWidth={860} />
            )}
          </>
        )}
      </QueryView>
    </Stack>
  );
}

const linesOf = (items: Line[]) => items.map((one) => `${one.line}\n`).join("");

const COLUMNS: Column<Access>[] = [
  { head: "When", text: (one) => one.at, cell: (one) => <Text size="sm">{one.at ? new Date(one.at).toLocaleString() : "–"}</Text> },
  { head: "Node", text: (one) => one.nodeId, cell: (one) => <Code>{one.nodeId}</Code> },
  { head: "Why", text: (one) => one.reason, cell: (one) => one.reason },
  { head: "Outcome", text: (one) => one.outcome, cell: (one) => one.outcome },
  { head: "KMS request", cell: (one) => (one.request ? <Code>{one.request}</Code> : "–") },
  { head: "File", text: (one) => one.file, cell: (one) => <Text size="sm">{one.file || "–"}</Text> },
];
