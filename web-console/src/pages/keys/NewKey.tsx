import { Button, Code, Group, Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { answer, api } from "../../api/client";
import { providers, regions } from "../../api/queries";
import type { ClusterPlan } from "../../api/types";
import { PageHead } from "../../components/PageHead";
import { ProblemAlert } from "../../components/ProblemAlert";
import { Loading } from "../../components/QueryView";
import { KeyPrice } from "../../forms/key/KeyPrice";
import { type Chosen, KeyWizard } from "../../forms/key/KeyWizard";

const route = getRouteApi("/signed-in/projects/$project/new-key");

export default function NewKey() {
  const { project } = route.useParams();
  return (
    <>
      <PageHead title="Bring a key of your own">Six steps. Kanesh never sees the key itself, and you can switch the data off at any time.</PageHead>
      <Paper withBorder p="lg" maw={760}>
        <KeyWizard project={project} confirm={(chosen) => <Confirm project={project} chosen={chosen} />} />
      </Paper>
    </>
  );
}

/** Step 6: what it costs with three nodes, and where to go on. */
function Confirm({ project, chosen: { key, algorithm } }: { project: string; chosen: Chosen }) {
  const provider = useQuery(providers()).data?.items.find((one) => one.launchable)?.name;
  const region = useQuery({ ...regions(provider ?? ""), enabled: provider !== undefined }).data?.items[0]?.name;
  const plan = useQuery({
    queryKey: ["dry-run", project, key.id, algorithm, provider, region],
    enabled: region !== undefined,
    retry: false,
    queryFn: async () =>
      (await answer(
        api.POST("/api/v1/projects/{project}/clusters", {
          params: { path: { project }, query: { dryRun: true } },
          body: { name: "price-of-a-key", provider: provider ?? "", dataCenters: [{ region: region ?? "" }], encryption: { keyId: key.id, algorithm } },
        }),
      )) as unknown as ClusterPlan,
  });
  return (
    <Stack>
      <Text size="sm"><Code className="name">{key.uri}</Code> is ready as “{key.name}”. A cluster of three nodes under it:</Text>
      {plan.isPending && <Loading />}
      {plan.error && <ProblemAlert error={plan.error} />}
      {plan.data && <KeyPrice of={plan.data.keys} />}
      <Group>
        <Button component={Link} to={`/projects/${project}/new-cluster`} search={{ key: key.id, algorithm } as never}>Create a cluster under it</Button>
        <Button component={Link} to={`/projects/${project}/keys/${key.id}`} variant="default">Show the key</Button>
      </Group>
    </Stack>
  );
}
