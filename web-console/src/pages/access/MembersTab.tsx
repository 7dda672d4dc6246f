import { useQuery } from "@tanstack/react-query";
import { organizationMembers } from "../../api/accessQueries";
import { answer, api } from "../../api/client";
import { usePages } from "../../components/Pager";
import { ORGANIZATION_ROLES } from "../../forms/roles";
import { Members } from "./Members";
import { useOrganization } from "./useOrganization";

export default function MembersTab() {
  const { id: organization } = useOrganization();
  const pages = usePages();
  const query = useQuery(organizationMembers(organization, pages.token));
  const path = (member: string) => ({ path: { organization, member } });
  return (
    <Members
      query={query}
      pages={pages}
      about="Roles here hold in every project of the organization. Roles in one project are given on the project's page."
      of={{
        path: `/api/v1/organizations/${organization}/members`,
        resource: "kanesh_organization_member",
        ids: { organizationId: organization },
        roles: ORGANIZATION_ROLES,
        add: (body, once) => answer(api.POST("/api/v1/organizations/{organization}/members", { params: { path: { organization }, header: { "Idempotency-Key": once } }, body })),
        change: (member, roles) => answer(api.PATCH("/api/v1/organizations/{organization}/members/{member}", { params: path(member), body: { roles }, headers: { "Content-Type": "application/merge-patch+json" } })),
        remove: (member) => api.DELETE("/api/v1/organizations/{organization}/members/{member}", { params: path(member) }),
      }}
    />
  );
}
