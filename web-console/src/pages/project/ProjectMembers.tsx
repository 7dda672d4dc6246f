import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { projectMembers } from "../../api/accessQueries";
import { answer, api } from "../../api/client";
import { usePages } from "../../components/Pager";
import { PROJECT_ROLES } from "../../forms/roles";
import { Members } from "../access/Members";

const route = getRouteApi("/signed-in/projects/$project");

export default function ProjectMembers() {
  const { project } = route.useParams();
  const pages = usePages();
  const query = useQuery(projectMembers(project, pages.token));
  const path = (member: string) => ({ path: { project, member } });
  return (
    <Members
      query={query}
      pages={pages}
      about="Who may do what in this project. Roles of the whole organization hold here too, and are given there."
      of={{
        path: `/api/v1/projects/${project}/members`,
        resource: "kanesh_project_member",
        ids: { projectId: project },
        roles: PROJECT_ROLES,
        add: (body, once) => answer(api.POST("/api/v1/projects/{project}/members", { params: { path: { project }, header: { "Idempotency-Key": once } }, body })),
        change: (member, roles) => answer(api.PATCH("/api/v1/projects/{project}/members/{member}", { params: path(member), body: { roles }, headers: { "Content-Type": "application/merge-patch+json" } })),
        remove: (member) => api.DELETE("/api/v1/projects/{project}/members/{member}", { params: path(member) }),
      }}
    />
  );
}
