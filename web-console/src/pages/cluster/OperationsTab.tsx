import { useQuery } from "@tanstack/react-query";
import { clusterOperations } from "../../api/queries";
import { EmptyState } from "../../components/EmptyState";
import { OperationTable } from "../../components/OperationTable";
import { PagedView } from "../../components/PagedView";
import { usePages } from "../../components/Pager";
import { useCluster } from "./useCluster";

export default function OperationsTab() {
  const { project, cluster } = useCluster();
  const pages = usePages();
  const query = useQuery(clusterOperations(project, cluster.id, pages.token));
  return (
    <PagedView query={query} pages={pages} empty={<EmptyState title="No operation yet">The first one begins in a moment.</EmptyState>}>
      {(items) => <OperationTable items={items} filter />}
    </PagedView>
  );
}
