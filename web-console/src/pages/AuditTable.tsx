import { Button, Code, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "../api/types";
import { Copyable } from "../components/Copyable";
import { type Column, DataTable } from "../components/DataTable";
import { PhaseBadge } from "../components/PhaseBadge";
import { words } from "../ui/format";

type Entry = Schemas["AuditEventResponse"];

export function AuditTable({ items }: { items: Entry[] }) {
  const [shown, setShown] = useState<Entry>();
  const columns: Column<Entry>[] = [
    { head: "When", text: (one) => one.at, cell: (one) => <Text size="sm">{new Date(one.at).toLocaleString()}</Text> },
    { head: "Who", text: (one) => one.actorName, cell: (one) => <>{one.actorName}{one.address && <Text size="xs" c="dimmed">{one.address}</Text>}</> },
    { head: "What", text: (one) => `${one.operation ?? ""} ${one.reason ?? ""}`, cell: (one) => <Text size="sm">{words(one.operation ?? one.reason ?? one.kind)}{(one.repeated ?? 0) > 1 && ` × ${one.repeated ?? 1}`}</Text> },
    { head: "About", text: (one) => one.resourceId ?? "", cell: (one) => (one.resourceId ? <Code>{one.resourceId}</Code> : "–") },
    { head: "Outcome", text: (one) => one.outcome, cell: (one) => <PhaseBadge phase={one.outcome} /> },
    { head: "Entry", hidden: true, cell: (one) => <Button size="xs" variant="default" aria-label={`Entry ${one.sequence}`} onClick={() => setShown(one)}>Entry</Button> },
  ];
  return (
    <>
      <DataTable label="Entries" rows={items} columns={columns} rowKey={(one) => String(one.sequence)} filter minWidth={860} />
      <Modal opened={shown !== undefined} onClose={() => setShown(undefined)} size="lg" title={`Entry ${shown?.sequence ?? ""}`} closeButtonProps={{ "aria-label": "Close" }}>
        {shown && (
          <Stack>
            {shown.message && <Text size="sm" className="name">{shown.message}</Text>}
            <Copyable label="entry" text={JSON.stringify(shown, null, 2)} />
          </Stack>
        )}
      </Modal>
    </>
  );
}
