import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { keys } from "../../api/keyQueries";
import type { Key } from "../../api/types";
import { Age } from "../../components/Age";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PageHead } from "../../components/PageHead";
import { Pager, usePages } from "../../components/Pager";
import { PhaseBadge } from "../../components/PhaseBadge";
import { QueryView } from "../../components/QueryView";
import { Forgotten } from "./Forgotten";
import { KeyPolicy } from "./KeyPolicy";
import { SealsIn } from "./SealsIn";

const route = getRouteApi("/signed-in/projects/$project/keys");

export default function Keys() {
  const { project } = route.useParams();
  const pages = usePages();
  const query = useQuery(keys(project, pages.token));
  const register = <Button component={Link} to={`/projects/${project}/new-key`}>Bring a key</Button>;
  return (
    <Stack gap="xl">
      <div>
        <PageHead title="Keys" action={register}>Whose key decides about the data. Switched off, nobody reads it; switched on again, nothing is lost.</PageHead>
        <QueryView query={query}>
          {({ items, nextPageToken }) =>
            items.length === 0 && !pages.token ? (
              <EmptyState title="No key yet" action={register}>A cluster without a key of yours gets one of its own, made and destroyed with it. Bring your own in six steps.</EmptyState>
            ) : (
              <>
                <DataTable label="Keys" rows={items} columns={COLUMNS} rowKey={(one) => one.id} filter minWidth={860} />
                <Pager pages={pages} nextPageToken={nextPageToken} />
              </>
            )
          }
        </QueryView>
      </div>
      <KeyPolicy project={project} />
      <Forgotten project={project} />
    </Stack>
  );
}

const COLUMNS: Column<Key>[] = [
  {
    head: "Name",
    text: (one) => `${one.name} ${one.uri}`,
    cell: (one) => <Anchor component={Link} to={`/projects/${one.projectId}/keys/${one.id}`} fw={600}>{one.name}</Anchor>,
  },
  { head: "State", text: (one) => one.phase, cell: (one) => <PhaseBadge phase={one.phase} /> },
  { head: "Whose", text: (one) => (one.providerManaged ? "provider" : "yours"), cell: (one) => (one.providerManaged ? "The provider's" : "Yours") },
  { head: "KMS", text: (one) => `${one.provider} ${one.region}`, cell: (one) => <Text size="sm">{one.provider} · {one.region}</Text> },
  { head: "Nodes that need it", text: (one) => one.dependentNodes, cell: (one) => one.dependentNodes },
  { head: "Seals", cell: (one) => <SealsIn of={one} /> },
  { head: "Last good answer", text: (one) => one.lastGoodAt ?? "", cell: (one) => (one.lastGoodAt ? <Age of={one.lastGoodAt} /> : "–") },
];
