package key

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type status struct {
	ID              types.String `tfsdk:"id"`
	ProjectID       types.String `tfsdk:"project_id"`
	Name            types.String `tfsdk:"name"`
	URI             types.String `tfsdk:"uri"`
	Description     types.String `tfsdk:"description"`
	ProviderName    types.String `tfsdk:"provider_name"`
	Region          types.String `tfsdk:"region"`
	Phase           types.String `tfsdk:"phase"`
	ProviderManaged types.Bool   `tfsdk:"provider_managed"`
	ClusterID       types.String `tfsdk:"cluster_id"`
	Revoked         types.Bool   `tfsdk:"revoked"`
	DependentNodes  types.Int64  `tfsdk:"dependent_nodes"`
	WhatToDo        types.String `tfsdk:"what_to_do"`
	CreatedAt       types.String `tfsdk:"created_at"`
}

type list struct {
	ProjectID types.String `tfsdk:"project_id"`
	Items     []status     `tfsdk:"items"`
}

var attributes = map[string]schema.Attribute{
	"id": kit.Text("The key's id."), "project_id": kit.Text("Its project."), "name": kit.Text("Its name."),
	"uri": kit.Text("Its name in its KMS."), "description": kit.Text("Its description."), "provider_name": kit.Text("The KMS: `aws`, `gcp` or `local`."),
	"region":           kit.Text("Its region."),
	"phase":            kit.Text("`PENDING_VALIDATION`, `ACTIVE`, `ROTATING`, `UNREACHABLE`, `DENIED`, `DISABLED`, `PENDING_DELETION` or `DESTROYED`."),
	"provider_managed": kit.Flag("Whether it was made for one cluster and is deleted with it."), "cluster_id": kit.Text("That cluster; null for a key of yours."),
	"revoked": kit.Flag("Whether it was revoked from here."), "dependent_nodes": kit.Count("How many nodes have data that need it."),
	"what_to_do": kit.Text("What to do next; null for nothing."), "created_at": kit.Text("When it was registered, RFC 3339."),
}

// One is the data source `kanesh_key`.
var One = kit.Source[status]{
	Name: "key", Title: "the key", About: "One key and how it is, by its id or by its name.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{
		"project_id": kit.Given("Its project."), "id": kit.Either("The key's id. Give this or `name`."), "name": kit.Either("Its name. Give this or `id`."),
	}),
	Read: func(ctx context.Context, api *client.API, found *status) error {
		if found.ID.IsNull() {
			return kit.Find(ctx, "key", "name", found.Name.ValueString(), pages(ctx, api, found.ProjectID.ValueString()),
				func(one client.KeyResponse) bool { return one.Name == found.Name.ValueString() }, found.from)
		}
		return kit.Take(found.from)(api.GetKey(ctx, found.ProjectID.ValueString(), found.ID.ValueString()))
	},
}

// All is the data source `kanesh_keys`.
var All = kit.Source[list]{
	Name: "keys", Title: "the keys", About: "A project's keys, those of its clusters included.",
	Attributes: map[string]schema.Attribute{"project_id": kit.Given("The project."), "items": kit.Items("The keys.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *list) (err error) {
		found.Items, err = kit.List(ctx, pages(ctx, api, found.ProjectID.ValueString()), func(key client.KeyResponse) (one status) {
			one.from(key)
			return one
		})
		return err
	},
}

func pages(ctx context.Context, api *client.API, project string) func(*string) (client.Page[client.KeyResponse], error) {
	return kit.Pages[client.KeyResponse](func(token *string) (*http.Response, error) {
		return api.ListKeys(ctx, project, &client.ListKeysParams{PageSize: &kit.PageSize, PageToken: token})
	})
}

func (s *status) from(key client.KeyResponse) {
	*s = status{
		values.Word(key.Id), values.Word(key.ProjectId), values.Word(key.Name), values.Word(key.Uri), values.Word(key.Description),
		values.Word(key.Provider), values.Word(key.Region), values.Word(key.Phase), types.BoolValue(key.ProviderManaged),
		values.Text(key.ClusterId), types.BoolValue(key.Revoked), types.Int64Value(int64(key.DependentNodes)),
		values.Text(key.WhatToDo), values.Time(key.CreatedAt),
	}
}
