import { Alert, Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keyAccesses } from "../../api/keyQueries";
import type { Schemas } from "../../api/types";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { Pager, usePages } from "../../components/Pager";
import { QueryView } from "../../components/QueryView";
import { words } from "../../ui/format";
import { detailsOf } from "./accessLine";
import { useKey } from "./useKey";

type Access = Schemas["KeyAccessResponse"];

/** Who used the key, when and why, by the nodes' own chained trails. */
export default function AccessesTab() {
  const { project, key } = useKey();
  const [typed, setTyped] = useState("");
  const [contains] = useDebouncedValue(typed, 300);
  const pages = usePages();
  const query = useQuery(keyAccesses(project, key.id, contains, pages.token));
  return (
    <Stack>
      <Group align="end" justify="space-between">
        <TextInput label="Only lines with" placeholder="validate" description="A reason, an outcome, a file, a request id" value={typed} onChange={(event) => { setTyped(event.currentTarget.value); pages.first(); }} />
        <Button component="a" variant="default" href={`/api/v1/projects/${project}/keys/${key.id}/accesses:export`} download={`${key.name}-accesses.jsonl`}>Export as JSON lines</Button>
      </Group>
      <QueryView query={query}>
        {({ items, silentNodes, nextPageToken }) => (
          <>
            {silentNodes.length > 0 && <Alert color="orange" variant="light" title="Not every node answered">What they said before is in the list: {silentNodes.join(", ")}.</Alert>}
            {items.some((one) => !one.chained) && <Alert color="red" variant="light" title="A chain is broken">A line does not follow from the one before it: somebody changed, removed or inserted one.</Alert>}
            {items.length === 0 ? (
              <EmptyState title="No access">{contains ? `No line has “${contains}” in it.` : "No node has used this key."}</EmptyState>
            ) : (
              <DataTable label="Accesses" rows={items} columns={COLUMNS} rowKey={(one) => one.nodeId + one.line} minWidth={860} />
            )}
            <Pager pages={pages} nextPageToken={nextPageToken} />
          </>
        )}
      </QueryView>
    </Stack>
  );
}

const COLUMNS: Column<Access>[] = [
  { head: "When", text: (one) => one.at, cell: (one) => <Text size="sm">{new Date(one.at).toLocaleString()}</Text> },
  { head: "Node", text: (one) => one.nodeId, cell: (one) => <Code>{one.nodeId}</Code> },
  { head: "Why", text: (one) => one.reason, cell: (one) => <>{words(one.reason)}{detailsOf(one).operation && <Text size="xs" c="dimmed">{detailsOf(one).operation}</Text>}</> },
  { head: "Outcome", text: (one) => one.outcome, cell: (one) => one.outcome },
  { head: "KMS request", cell: (one) => (detailsOf(one).request ? <Code>{detailsOf(one).request}</Code> : "–") },
  { head: "File", cell: (one) => <Text size="sm">{detailsOf(one).file || "–"}</Text> },
  { head: "Chain", text: (one) => String(one.chained), cell: (one) => (one.chained ? "whole" : "broken") },
];
