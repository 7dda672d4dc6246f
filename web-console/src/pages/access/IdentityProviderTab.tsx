import { Alert, Button, Fieldset, Group, PasswordInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { identityProvider } from "../../api/accessQueries";
import { answer, api } from "../../api/client";
import type { Schemas } from "../../api/types";
import { fieldsOf, shownAtFields, useChange } from "../../api/useChange";
import { allProjects } from "../../api/wholeLists";
import { Act } from "../../components/Act";
import { Copyable } from "../../components/Copyable";
import { Elsewhere } from "../../components/Elsewhere";
import { ProblemAlert } from "../../components/ProblemAlert";
import { QueryView } from "../../components/QueryView";
import { errorUnder } from "../../forms/errors";
import { ORGANIZATION_ROLES, choicesOf } from "../../forms/roles";
import { useDraft } from "../../forms/useDraft";
import { useOrganization } from "./useOrganization";

type Kept = Schemas["IdentityProviderResponse"];
type GroupRole = Schemas["GroupRoleRequest"];

/** What is kept of a form that is not sent; never the client secret. */
interface Typed {
  issuer: string;
  clientId: string;
  groupRoles: GroupRole[];
}

/** Where the people of an organization sign in (OpenID Connect). */
export default function IdentityProviderTab() {
  const { id: organization } = useOrganization();
  const query = useQuery(identityProvider(organization));
  return <QueryView query={query}>{(kept) => <ProviderForm key={organization} organization={organization} kept={kept} />}</QueryView>;
}

function ProviderForm({ organization, kept }: { organization: string; kept: Kept | null }) {
  const [draft, setDraft, forget] = useDraft<Typed>(`identity provider of ${organization}`, { issuer: kept?.issuer ?? "", clientId: kept?.clientId ?? "", groupRoles: kept?.groupRoles ?? [] });
  const { issuer, clientId, groupRoles } = draft;
  const [clientSecret, setClientSecret] = useState("");
  const setGroupRoles = (changed: GroupRole[]) => setDraft({ ...draft, groupRoles: changed });
  const known = useQuery(allProjects()).data?.items ?? [];
  const body = { issuer: issuer.trim(), clientId: clientId.trim(), ...(clientSecret ? { clientSecret } : {}), groupRoles };
  const save = useChange(
    (sent: typeof body) => answer(api.PUT("/api/v1/organizations/{organization}/identity-provider", { params: { path: { organization } }, body: sent })),
    ["identity-provider", "session"],
    () => {
      setClientSecret("");
      forget();
    },
  );
  const fields = fieldsOf(save.error);
  const change = (at: number, more: Partial<GroupRole>) => setGroupRoles(groupRoles.map((one, index) => (index === at ? { ...one, ...more } : one)));
  const path = `/api/v1/organizations/${organization}/identity-provider`;
  return (
    <form onSubmit={(event) => { event.preventDefault(); save.send(body); }}>
      <Stack maw={640}>
        <Text c="dimmed">Any provider with OpenID Connect discovery. Register a client there with this redirect address:</Text>
        <Copyable label="redirect address" text={`${window.location.origin}${kept?.redirectPath ?? `/auth/callback/${organization}`}`} />
        <TextInput label="Issuer" placeholder="https://login.example.org/realms/staff" required value={issuer} error={fields["issuer"]} onChange={(event) => setDraft({ ...draft, issuer: event.currentTarget.value })} />
        <TextInput label="Client id" required value={clientId} error={fields["clientId"]} onChange={(event) => setDraft({ ...draft, clientId: event.currentTarget.value })} />
        <PasswordInput label="Client secret" description={kept?.hasClientSecret ? "One is kept. Type it again with every change." : "Left empty for a public client"} autoComplete="off" value={clientSecret} error={fields["clientSecret"]} onChange={(event) => setClientSecret(event.currentTarget.value)} />
        {groupRoles.map((one, at) => (
          <Fieldset key={at} legend={`Group ${at + 1}`}>
            <Stack gap="xs">
              <TextInput label="Group at the provider" required value={one.group} error={errorUnder(fields, `groupRoles[${at}]`)} onChange={(event) => change(at, { group: event.currentTarget.value })} />
              <Select label="Has the role" data={choicesOf(ORGANIZATION_ROLES)} value={one.role} allowDeselect={false} onChange={(role) => role && change(at, { role: role })} />
              <Select label="In" data={[{ value: "", label: "the whole organization" }, ...known.filter((project) => project.organizationId === organization).map((project) => ({ value: project.id, label: project.name }))]} value={one.projectId ?? ""} allowDeselect={false}
                onChange={(projectId) => setGroupRoles(groupRoles.map((other, index) => (index === at ? { group: one.group, role: one.role, ...(projectId ? { projectId } : {}) } : other)))} />
              <Group><Button size="xs" variant="default" onClick={() => setGroupRoles(groupRoles.filter((_, index) => index !== at))}>Remove group {at + 1}</Button></Group>
            </Stack>
          </Fieldset>
        ))}
        <Group><Button size="xs" variant="default" onClick={() => setGroupRoles([...groupRoles, { group: "", role: "VIEWER" }])}>Give a group a role</Button></Group>
        {save.error && !shownAtFields(save.error, "issuer", "clientId", "clientSecret", "groupRoles") && <ProblemAlert error={save.error} />}
        {save.isSuccess && <Alert color="teal" variant="light" role="status" title="Kept">People see “Continue with …” on the sign-in page from now on.</Alert>}
        <Group>
          <Button type="submit" loading={save.isPending}>Save</Button>
          {kept && (
            <Act label="Remove the provider" title="Remove the provider" confirm="Remove it" danger refresh={["identity-provider", "session"]} onDone={forget} request={{ method: "DELETE", path }}
              run={() => api.DELETE("/api/v1/organizations/{organization}/identity-provider", { params: { path: { organization } } })}>
              <Text size="sm">Whoever signed in by it is signed out with the next request. Tokens go on.</Text>
            </Act>
          )}
        </Group>
        <Elsewhere request={{ method: "PUT", path, body: { ...body, ...(clientSecret ? { clientSecret: "…" } : {}) } }} resource={{ type: "kanesh_identity_provider", values: { organizationId: organization, ...body, ...(clientSecret ? { clientSecret: "…" } : {}) } }} />
      </Stack>
    </form>
  );
}
