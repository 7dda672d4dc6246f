import { Anchor, Code, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { project as projectQuery } from "../../api/queries";
import { PageHead } from "../../components/PageHead";
import { QueryView } from "../../components/QueryView";
import { RoutedTabs } from "../../components/RoutedTabs";

const route = getRouteApi("/signed-in/projects/$project");

export default function ProjectPage() {
  const { project } = route.useParams();
  const query = useQuery(projectQuery(project));
  return (
    <QueryView query={query}>
      {({ project: one }) => (
        <Stack gap="md">
          <PageHead title={one.name}><Code>{one.id}</Code> in organization <Anchor component={Link} underline="always" to={`/organizations/${one.organizationId}`}>{one.organizationId}</Anchor></PageHead>
          <RoutedTabs home={`/projects/${project}`} tabs={{ "": "Members", settings: "Settings" }} />
        </Stack>
      )}
    </QueryView>
  );
}
