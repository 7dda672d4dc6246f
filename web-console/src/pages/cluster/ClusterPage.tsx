import { Code, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { cluster, operation } from "../../api/queries";
import { OperationProgress } from "../../components/OperationProgress";
import { PageHead } from "../../components/PageHead";
import { PhaseBadge } from "../../components/PhaseBadge";
import { QueryView } from "../../components/QueryView";
import { RoutedTabs } from "../../components/RoutedTabs";

const route = getRouteApi("/signed-in/projects/$project/clusters/$cluster");
const TABS = { "": "Status", nodes: "Nodes", operations: "Operations", events: "Events", connection: "Connection", users: "Users", network: "Network", encryption: "Encryption", settings: "Settings" };

export default function ClusterPage() {
  const { project, cluster: id } = route.useParams();
  const query = useQuery(cluster(project, id));
  return (
    <QueryView query={query}>
      {({ cluster: one }) => (
        <Stack gap="md">
          <PageHead title={one.name} action={<PhaseBadge phase={one.phase} />}>
            <Code>{one.id}</Code>
          </PageHead>
          {one.activeOperationId && <Active id={one.activeOperationId} />}
          <RoutedTabs home={`/projects/${project}/clusters/${id}`} tabs={TABS} />
        </Stack>
      )}
    </QueryView>
  );
}

function Active({ id }: { id: string }) {
  const { data } = useQuery(operation(id));
  return data ? <OperationProgress operation={data} /> : null;
}
