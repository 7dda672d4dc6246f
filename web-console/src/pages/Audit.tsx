import { Alert, Button, Group, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type AuditFilter, auditEvents } from "../api/accessQueries";
import { EmptyState } from "../components/EmptyState";
import { PageHead } from "../components/PageHead";
import { Pager, usePages } from "../components/Pager";
import { QueryView } from "../components/QueryView";
import { AuditTable } from "./AuditTable";

const NONE = { actor: "", action: "", resource: "", outcome: "", since: "", until: "" };
const OUTCOMES = [{ value: "", label: "any" }, { value: "DONE", label: "Done" }, { value: "REFUSED", label: "Refused" }, { value: "FAILED", label: "Failed" }];

/** Who did what, and who was refused; each entry is chained to the one before. */
export default function Audit() {
  const [typed, setTyped] = useState(NONE);
  const [settled] = useDebouncedValue(typed, 300);
  const pages = usePages();
  const query = useQuery(auditEvents(filterOf(settled), pages.token));
  const change = (more: Partial<typeof NONE>) => {
    setTyped({ ...typed, ...more });
    pages.first();
  };
  const some = Object.values(settled).some((value) => value !== "");
  return (
    <Stack>
      <PageHead title="Audit trail" action={<Button component="a" variant="default" href={exportAddress(settled)} download="audit.jsonl">Export as JSON lines</Button>}>
        Every change and every refusal. <code>./kanesh audit verify</code> checks an export without a running Kanesh.
      </PageHead>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <TextInput label="By" placeholder="tok_… or usr_…" value={typed.actor} onChange={(event) => change({ actor: event.currentTarget.value.trim() })} />
        <TextInput label="Action" placeholder="createCluster" value={typed.action} onChange={(event) => change({ action: event.currentTarget.value.trim() })} />
        <TextInput label="About" placeholder="cl_…" value={typed.resource} onChange={(event) => change({ resource: event.currentTarget.value.trim() })} />
        <Select label="Outcome" data={OUTCOMES} value={typed.outcome} allowDeselect={false} onChange={(outcome) => change({ outcome: outcome ?? "" })} />
        <TextInput type="datetime-local" label="From (UTC)" value={typed.since} onChange={(event) => change({ since: event.currentTarget.value })} />
        <TextInput type="datetime-local" label="To (UTC)" value={typed.until} onChange={(event) => change({ until: event.currentTarget.value })} />
      </SimpleGrid>
      <Group><Button size="xs" variant="default" disabled={!some} onClick={() => change(NONE)}>Clear the filter</Button></Group>
      {query.error && query.data && <Alert color="red" variant="light">{query.error.message}</Alert>}
      <QueryView query={query}>
        {({ items, nextPageToken }) => (
          <>
            {items.length === 0 ? <EmptyState title={some ? "Nothing matches" : "Nothing yet"}>{some ? "No entry of the trail that you may read is like this." : "The first change is the first entry."}</EmptyState> : <AuditTable items={items} />}
            <Pager pages={pages} nextPageToken={nextPageToken} />
          </>
        )}
      </QueryView>
    </Stack>
  );
}

function filterOf(typed: typeof NONE): AuditFilter {
  const times = { since: typed.since && `${typed.since}:00Z`, until: typed.until && `${typed.until}:00Z` };
  return Object.fromEntries(Object.entries({ ...typed, ...times }).filter(([, value]) => value !== ""));
}

function exportAddress(typed: typeof NONE): string {
  const { since, until } = filterOf(typed);
  const query = new URLSearchParams({ ...(since ? { since } : {}), ...(until ? { until } : {}) }).toString();
  return `/api/v1/audit-events:export${query ? `?${query}` : ""}`;
}
