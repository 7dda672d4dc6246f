import { Code, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { key } from "../../api/keyQueries";
import { PageHead } from "../../components/PageHead";
import { PhaseBadge } from "../../components/PhaseBadge";
import { QueryView } from "../../components/QueryView";
import { RoutedTabs } from "../../components/RoutedTabs";

const route = getRouteApi("/signed-in/projects/$project/keys/$key");
const TABS = { "": "State", usage: "Usage", accesses: "Accesses", drills: "Drills", settings: "Settings" };

export default function KeyPage() {
  const { project, key: id } = route.useParams();
  const query = useQuery(key(project, id));
  return (
    <QueryView query={query}>
      {({ key: one }) => (
        <Stack gap="md">
          <PageHead title={one.name} action={<PhaseBadge phase={one.phase} />}>
            <Code className="name">{one.uri}</Code>
          </PageHead>
          <RoutedTabs home={`/projects/${project}/keys/${id}`} tabs={TABS} />
        </Stack>
      )}
    </QueryView>
  );
}
