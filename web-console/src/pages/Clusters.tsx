import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { clusters } from "../api/queries";
import { ClusterTable } from "../components/ClusterTable";
import { EmptyState } from "../components/EmptyState";
import { PageHead } from "../components/PageHead";
import { PagedView } from "../components/PagedView";
import { usePages } from "../components/Pager";

const route = getRouteApi("/signed-in/projects/$project/clusters");

export default function Clusters() {
  const { project } = route.useParams();
  const pages = usePages();
  const query = useQuery(clusters(project, pages.token));
  const create = <Button component={Link} to={`/projects/${project}/new-cluster`}>Create a cluster</Button>;
  return (
    <>
      <PageHead title="Clusters" action={create} />
      <PagedView query={query} pages={pages} empty={<EmptyState title="No cluster yet" action={create}>Name it, choose a region, and connect with any CQL driver.</EmptyState>}>
        {(items) => <ClusterTable project={project} items={items} filter />}
      </PagedView>
    </>
  );
}
