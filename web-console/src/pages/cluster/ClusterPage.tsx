import { Code, Stack, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Outlet, getRouteApi, useNavigate, useRouterState } from "@tanstack/react-router";
import { cluster, operation } from "../../api/queries";
import { OperationProgress } from "../../components/OperationProgress";
import { PageHead } from "../../components/PageHead";
import { PhaseBadge } from "../../components/PhaseBadge";
import { QueryView } from "../../components/QueryView";

const route = getRouteApi("/signed-in/projects/$project/clusters/$cluster");
const TABS = ["Status", "Nodes", "Operations", "Events", "Connection", "Settings"] as const;

export default function ClusterPage() {
  const { project, cluster: id } = route.useParams();
  const query = useQuery(cluster(project, id));
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const home = `/projects/${project}/clusters/${id}`;
  const tab = path.slice(home.length + 1).replace(/\/$/, "") || "status";
  return (
    <QueryView query={query}>
      {({ cluster: one }) => (
        <Stack gap="md">
          <PageHead title={one.name} action={<PhaseBadge phase={one.phase} />}>
            <Code>{one.id}</Code>
          </PageHead>
          {one.activeOperationId && <Active id={one.activeOperationId} />}
          <Tabs value={tab} onChange={(name) => void navigate({ to: name === "status" ? home : `${home}/${name ?? ""}` })} keepMounted={false}>
            <Tabs.List>
              {TABS.map((name) => <Tabs.Tab key={name} value={name.toLowerCase()}>{name}</Tabs.Tab>)}
            </Tabs.List>
            <Tabs.Panel value={tab} pt="lg"><Outlet /></Tabs.Panel>
          </Tabs>
        </Stack>
      )}
    </QueryView>
  );
}

function Active({ id }: { id: string }) {
  const { data } = useQuery(operation(id));
  return data ? <OperationProgress operation={data} /> : null;
}
