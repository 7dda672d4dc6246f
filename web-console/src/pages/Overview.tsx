import { Button, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clusters, operations } from "../api/queries";
import { ClusterTable } from "../components/ClusterTable";
import { EmptyState } from "../components/EmptyState";
import { OperationTable } from "../components/OperationTable";
import { PageHead } from "../components/PageHead";
import { PagedView } from "../components/PagedView";
import { usePages } from "../components/Pager";
import { useProject } from "../components/ProjectSwitch";
import { QueryView } from "../components/QueryView";
import { Attention } from "./Attention";

/** What needs a person first, then what runs, then everything. */
export default function Overview() {
  const project = useProject();
  if (!project) {
    return (
      <EmptyState title="Begin with a project" action={<Button component={Link} to="/projects">Make a project</Button>}>
        A project holds clusters and the people who may work with them.
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      <PageHead title="Overview">Project {project.name}</PageHead>
      <Attention project={project.id} />
      <Clusters key={project.id} project={project.id} />
      <Running />
    </Stack>
  );
}

function Clusters({ project }: { project: string }) {
  const pages = usePages();
  const query = useQuery(clusters(project, pages.token));
  const empty = (
    <EmptyState title="No cluster yet" action={<Button component={Link} to={`/projects/${project}/new-cluster`}>Create the first cluster</Button>}>
      A name and a region are enough: three nodes on this machine serve in about half a minute.
    </EmptyState>
  );
  return (
    <div>
      <PagedView query={query} pages={pages} empty={empty}>
        {(items) => (
          <Stack gap="sm">
            <Title order={2} size="h4">Clusters</Title>
            <ClusterTable project={project} items={items} />
          </Stack>
        )}
      </PagedView>
    </div>
  );
}

function Running() {
  const query = useQuery(operations());
  return (
    <QueryView query={query}>
      {({ items }) => {
        const running = items.filter((one) => !one.endedAt && !one.parentId);
        if (running.length === 0) return null;
        return (
          <Stack gap="sm">
            <Title order={2} size="h4">Running now</Title>
            <OperationTable items={running} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
