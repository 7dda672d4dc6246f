import { useQuery } from "@tanstack/react-query";
import { clusterOperations } from "../../api/queries";
import { EmptyState } from "../../components/EmptyState";
import { OperationTable } from "../../components/OperationTable";
import { QueryView } from "../../components/QueryView";
import { useCluster } from "./useCluster";

export default function OperationsTab() {
  const { project, cluster } = useCluster();
  const query = useQuery(clusterOperations(project, cluster.id));
  return (
    <QueryView query={query}>
      {({ items }) => (items.length === 0 ? <EmptyState title="No operation yet">The first one begins in a moment.</EmptyState> : <OperationTable items={items} />)}
    </QueryView>
  );
}
