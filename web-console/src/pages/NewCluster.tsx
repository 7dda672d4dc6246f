import { Button, Grid, Group, Stack, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { answer, api } from "../api/client";
import { instanceTypes, regions } from "../api/queries";
import type { Cluster } from "../api/types";
import { fieldsOf, useChange } from "../api/useChange";
import { allKeys } from "../api/wholeLists";
import { Elsewhere } from "../components/Elsewhere";
import { PageHead } from "../components/PageHead";
import { ProblemAlert } from "../components/ProblemAlert";
import { ShownOnce } from "../components/ShownOnce";
import { ClusterFields } from "../forms/ClusterFields";
import { ClusterReview } from "../forms/ClusterReview";
import { PlanPreview } from "../forms/PlanPreview";
import { clusterResources } from "../forms/clusterTerraform";
import { useDraft } from "../forms/useDraft";
import { type ClusterDraft, type ClusterRequest, completed, emptyDraft, requestOf } from "../forms/clusterDraft";

const route = getRouteApi("/signed-in/projects/$project/new-cluster");

export default function NewCluster() {
  const { project } = route.useParams();
  const { key, algorithm } = route.useSearch();
  const [typed, setDraft, forget] = useDraft<ClusterDraft>(`cluster in ${project} under ${key ?? ""}`, { ...emptyDraft, ...(key ? { keyId: key } : {}), ...(algorithm ? { algorithm } : {}) });
  const where = useQuery(regions(typed.provider)).data?.items;
  const types = useQuery(instanceTypes(typed.provider)).data?.items;
  const own = useQuery(allKeys(project)).data?.items.find((one) => one.id === typed.keyId);
  const draft = completed(typed, where, types, own?.region);
  const [settled] = useDebouncedValue(draft, 300);
  const navigate = useNavigate();
  const create = useChange(
    // The document has one operation for both: without dryRun the answer is the cluster.
    async (body: ClusterRequest, idempotency) =>
      (await answer(
        api.POST("/api/v1/projects/{project}/clusters", { params: { path: { project }, header: { "Idempotency-Key": idempotency } }, body }),
      )) as Cluster,
    ["cluster", "key", "operation"],
    forget,
  );
  if (create.data?.admin) {
    const { id, admin, users = [] } = create.data;
    return (
      <Stack maw={640}>
        <PageHead title={`${create.data.name} is being created`} />
        <ShownOnce what="password" secret={admin.password}>It is the password of the first user, {admin.username}. Kanesh keeps only a hash: store it now.</ShownOnce>
        {users.map(({ name, password }) => password && <ShownOnce key={name} what={`password of ${name}`} secret={password}>{name} can log in when the cluster is active. Kanesh keeps only a hash: store it now.</ShownOnce>)}
        <Group><Button onClick={() => void navigate({ to: `/projects/${project}/clusters/${id}` })}>{users.length > 0 ? "I have stored them" : "I have stored it"}: show the cluster</Button></Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.send(requestOf(draft));
      }}
    >
      <PageHead title="Create a cluster">Every file encrypted, three replicas in three zones unless you say otherwise.</PageHead>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <ClusterFields project={project} draft={draft} regions={where ?? []} types={types ?? []} onChange={setDraft} errors={fieldsOf(create.error)} />
            <ClusterReview project={project} draft={settled} regions={where ?? []} />
            {create.error && <ProblemAlert error={create.error} />}
            <Group><Button type="submit" loading={create.isPending}>Create the cluster</Button></Group>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <PlanPreview project={project} draft={settled} />
            <Title order={2} size="h5">The same elsewhere</Title>
            <Elsewhere open request={{ method: "POST", path: `/api/v1/projects/${project}/clusters`, body: requestOf(draft) }} resource={clusterResources(project, requestOf(draft))} />
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}
