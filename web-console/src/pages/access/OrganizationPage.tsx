import { Code, Group, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { organizations } from "../../api/accessQueries";
import { EmptyState } from "../../components/EmptyState";
import { PageHead } from "../../components/PageHead";
import { QueryView } from "../../components/QueryView";
import { RoutedTabs } from "../../components/RoutedTabs";
import { NewOrganization } from "./NewOrganization";

const route = getRouteApi("/signed-in/organizations/$organization");
const TABS = { "": "Members", "service-accounts": "Service accounts", "identity-provider": "Identity provider", settings: "Settings" };

export default function OrganizationPage() {
  const { organization: id } = route.useParams();
  const query = useQuery(organizations());
  const navigate = useNavigate();
  return (
    <QueryView query={query}>
      {({ items }) => {
        const one = items.find((organization) => organization.id === id);
        if (!one) return <EmptyState title="No such organization">It may have another owner now, or the address has a slip.</EmptyState>;
        const others = (
          <Group gap="sm">
            {items.length > 1 && (
              <Select aria-label="Organization" size="xs" data={items.map((organization) => ({ value: organization.id, label: organization.name }))} value={id} allowDeselect={false} searchable={items.length > 8}
                onChange={(value) => value && void navigate({ to: "/organizations/$organization", params: { organization: value } })} />
            )}
            <NewOrganization />
          </Group>
        );
        return (
          <Stack gap="md">
            <PageHead title={one.name} action={others}><Code>{one.id}</Code></PageHead>
            <RoutedTabs home={`/organizations/${id}`} tabs={TABS} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
