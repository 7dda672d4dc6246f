package project

import (
	"context"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

var attributes = map[string]schema.Attribute{
	"id":              kit.Text("The project's id."),
	"name":            kit.Text("Its name."),
	"organization_id": kit.Text("Its organization."),
	"created_at":      kit.Text("When it was made, RFC 3339."),
}

type list struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Items          []model      `tfsdk:"items"`
}

// One is the data source `kanesh_project`.
var One = kit.Source[model]{
	Name: "project", Title: "the project", About: "One project, by its id or by its name.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{
		"id":   kit.Either("The project's id. Give this or `name`."),
		"name": kit.Either("Its name. Give this or `id`."),
	}),
	Read: func(ctx context.Context, api *client.API, found *model) error {
		if !found.ID.IsNull() {
			return read(ctx, api, found)
		}
		return kit.Find(ctx, "project", "name", found.Name.ValueString(), pages(ctx, api),
			func(project client.ProjectResponse) bool { return project.Name == found.Name.ValueString() }, found.from)
	},
}

// All is the data source `kanesh_projects`.
var All = kit.Source[list]{
	Name: "projects", Title: "the projects", About: "The projects that the token may see.",
	Attributes: map[string]schema.Attribute{
		"organization_id": kit.Filter("Only those of this organization."),
		"items":           kit.Items("The projects.", attributes),
	},
	Read: func(ctx context.Context, api *client.API, found *list) error {
		items, err := kit.List(ctx, pages(ctx, api), item)
		found.Items = slices.DeleteFunc(items, func(one model) bool {
			return !found.OrganizationID.IsNull() && !one.OrganizationID.Equal(found.OrganizationID)
		})
		return err
	},
}

func pages(ctx context.Context, api *client.API) func(*string) (client.Page[client.ProjectResponse], error) {
	return kit.Pages[client.ProjectResponse](func(token *string) (*http.Response, error) {
		return api.ListProjects(ctx, &client.ListProjectsParams{PageSize: &kit.PageSize, PageToken: token})
	})
}

func item(project client.ProjectResponse) (found model) {
	found.from(project)
	return found
}
