import { useQuery } from "@tanstack/react-query";
import { clusterEvents } from "../../api/queries";
import type { Schemas } from "../../api/types";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { words } from "../../ui/format";
import { useCluster } from "./useCluster";

/** Several events may have the same time and words: their order tells them apart. */
type Event = Schemas["EventResponse"] & { order: number };

/** What happened to the cluster, the newest first. */
export default function EventsTab() {
  const { project, cluster } = useCluster();
  const pages = usePages();
  const query = useQuery(clusterEvents(project, cluster.id, pages.token));
  return (
    <PagedView query={query} pages={pages} empty={<EmptyState title="No event yet">Whatever happens to this cluster is written down here.</EmptyState>}>
      {(items) => <DataTable label="Events" rows={items.map((event, order) => ({ ...event, order }))} columns={COLUMNS} rowKey={(one) => `${one.at}${one.order}`} filter minWidth={560} />}
    </PagedView>
  );
}

const COLUMNS: Column<Event>[] = [
  { head: "When", text: (one) => one.at, cell: (one) => <Age of={one.at} /> },
  { head: "What", text: (one) => words(one.reason), cell: (one) => words(one.reason) },
  { head: "In words", text: (one) => one.message, cell: (one) => one.message },
];
