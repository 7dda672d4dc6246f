package databaseuser

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type item struct {
	Name        types.String `tfsdk:"name"`
	Access      types.Set    `tfsdk:"access"`
	Superuser   types.Bool   `tfsdk:"superuser"`
	CanLogin    types.Bool   `tfsdk:"can_login"`
	Origin      types.String `tfsdk:"origin"`
	ExpiresAt   types.String `tfsdk:"expires_at"`
	LastLoginAt types.String `tfsdk:"last_login_at"`
}

type one struct {
	ProjectID   types.String `tfsdk:"project_id"`
	ClusterID   types.String `tfsdk:"cluster_id"`
	Name        types.String `tfsdk:"name"`
	Access      types.Set    `tfsdk:"access"`
	Superuser   types.Bool   `tfsdk:"superuser"`
	CanLogin    types.Bool   `tfsdk:"can_login"`
	Origin      types.String `tfsdk:"origin"`
	ExpiresAt   types.String `tfsdk:"expires_at"`
	LastLoginAt types.String `tfsdk:"last_login_at"`
}

type list struct {
	ProjectID types.String `tfsdk:"project_id"`
	ClusterID types.String `tfsdk:"cluster_id"`
	Items     []item       `tfsdk:"items"`
}

var attributes = map[string]schema.Attribute{
	"name":          kit.Text("The role's name."),
	"access":        schema.SetAttribute{Computed: true, ElementType: access, MarkdownDescription: "What it may do in which keyspace."},
	"superuser":     kit.Flag("Whether it may do everything."),
	"can_login":     kit.Flag("Whether it can log in."),
	"origin":        kit.Text("`KANESH`, or `CQL` for a role that was made by CQL."),
	"expires_at":    kit.Text("When it can log in no more; null for never."),
	"last_login_at": kit.Text("To the minute; null for never."),
}

var of = map[string]schema.Attribute{"project_id": kit.Given("The project."), "cluster_id": kit.Given("The cluster.")}

// One is the data source `kanesh_database_user`.
var One = kit.Source[one]{
	Name: "database_user", Title: "the database user", About: "One role of a cluster, by name.",
	Attributes: kit.With(kit.With(attributes, of), map[string]schema.Attribute{"name": kit.Given("The role's name.")}),
	Read: func(ctx context.Context, api *client.API, found *one) error {
		user, err := client.Call[client.DatabaseUserResponse](api.GetDatabaseUser(ctx, found.ProjectID.ValueString(), found.ClusterID.ValueString(), found.Name.ValueString()))
		if err != nil {
			return err
		}
		i := itemOf(user)
		*found = one{found.ProjectID, found.ClusterID, i.Name, i.Access, i.Superuser, i.CanLogin, i.Origin, i.ExpiresAt, i.LastLoginAt}
		return nil
	},
}

// All is the data source `kanesh_database_users`.
var All = kit.Source[list]{
	Name: "database_users", Title: "the database users", About: "The roles of a cluster.",
	Attributes: kit.With(of, map[string]schema.Attribute{"items": kit.Items("The roles.", attributes)}),
	Read: func(ctx context.Context, api *client.API, found *list) (err error) {
		found.Items, err = kit.List(ctx, kit.Pages[client.DatabaseUserResponse](func(token *string) (*http.Response, error) {
			return api.ListDatabaseUsers(ctx, found.ProjectID.ValueString(), found.ClusterID.ValueString(), &client.ListDatabaseUsersParams{PageSize: &kit.PageSize, PageToken: token})
		}), itemOf)
		return err
	},
}

func itemOf(user client.DatabaseUserResponse) item {
	return item{
		values.Word(user.Name), accessSet(user.Access), types.BoolValue(user.Superuser), types.BoolValue(user.CanLogin),
		values.Word(user.Origin), values.TimeOr(user.ExpiresAt), values.TimeOr(user.LastLoginAt),
	}
}
