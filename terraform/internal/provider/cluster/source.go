package cluster

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// status is what is, where the resource holds what was asked for.
type status struct {
	ID                 types.String      `tfsdk:"id"`
	ProjectID          types.String      `tfsdk:"project_id"`
	Name               types.String      `tfsdk:"name"`
	ProviderName       types.String      `tfsdk:"provider_name"`
	EngineVersion      types.String      `tfsdk:"engine_version"`
	Phase              types.String      `tfsdk:"phase"`
	KeyID              types.String      `tfsdk:"key_id"`
	Algorithm          types.String      `tfsdk:"algorithm"`
	AllowedCidrs       types.Set         `tfsdk:"allowed_cidrs"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	Labels             types.Map         `tfsdk:"labels"`
	NodesReady         types.Int64       `tfsdk:"nodes_ready"`
	NodesTotal         types.Int64       `tfsdk:"nodes_total"`
	ActiveOperationID  types.String      `tfsdk:"active_operation_id"`
	Conditions         []conditionStatus `tfsdk:"conditions"`
	CreatedAt          types.String      `tfsdk:"created_at"`
}

type conditionStatus struct {
	Type    types.String `tfsdk:"type"`
	Status  types.String `tfsdk:"status"`
	Reason  types.String `tfsdk:"reason"`
	Message types.String `tfsdk:"message"`
	Since   types.String `tfsdk:"since"`
}

type list struct {
	ProjectID types.String `tfsdk:"project_id"`
	Name      types.String `tfsdk:"name"`
	Phase     types.String `tfsdk:"phase"`
	Label     types.String `tfsdk:"label"`
	Items     []status     `tfsdk:"items"`
}

var attributes = map[string]schema.Attribute{
	"id":                  kit.Text("The cluster's id."),
	"project_id":          kit.Text("Its project."),
	"name":                kit.Text("Its name."),
	"provider_name":       kit.Text("Where its machines are."),
	"engine_version":      kit.Text("The engine's version."),
	"phase":               kit.Text("`CREATING`, `ACTIVE`, `UPDATING`, `DEGRADED`, `SEALED`, `RESTORING`, `PAUSED`, `DELETING` or `FAILED`."),
	"key_id":              kit.Text("The key that its data are under."),
	"algorithm":           kit.Text("`AES_128` or `AES_256`."),
	"allowed_cidrs":       kit.Texts("Networks from which clients may connect."),
	"deletion_protection": kit.Flag("Whether it is protected against deletion."),
	"labels":              kit.Pairs("Its labels."),
	"nodes_ready":         kit.Count("How many of its nodes serve."),
	"nodes_total":         kit.Count("How many nodes it has."),
	"active_operation_id": kit.Text("The operation that is changing it; null for none."),
	"conditions": kit.Items("What is so, since when, and why.", map[string]schema.Attribute{
		"type": kit.Text("What it is about."), "status": kit.Text("`True`, `False` or `Unknown`."), "reason": kit.Text("In one word."),
		"message": kit.Text("In a sentence."), "since": kit.Text("RFC 3339."),
	}),
	"created_at": kit.Text("When it was asked for, RFC 3339."),
}

// One is the data source `kanesh_cluster`.
var One = kit.Source[status]{
	Name: "cluster", Title: "the cluster", About: "One cluster and how it is, by its id or by its name.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{
		"project_id": kit.Given("Its project."),
		"id":         kit.Either("The cluster's id. Give this or `name`."),
		"name":       kit.Either("Its name. Give this or `id`."),
	}),
	Read: func(ctx context.Context, api *client.API, found *status) error {
		if found.ID.IsNull() {
			filter := client.ListClustersParams{Name: values.Known(found.Name)}
			return kit.Find(ctx, "cluster", "name", found.Name.ValueString(), pages(ctx, api, found.ProjectID.ValueString(), filter),
				func(one client.ClusterResponse) bool { return one.Name == found.Name.ValueString() }, found.from)
		}
		return kit.Take(found.from)(api.GetCluster(ctx, found.ProjectID.ValueString(), found.ID.ValueString()))
	},
}

// All is the data source `kanesh_clusters`.
var All = kit.Source[list]{
	Name: "clusters", Title: "the clusters", About: "A project's clusters.",
	Attributes: map[string]schema.Attribute{
		"project_id": kit.Given("The project."),
		"name":       kit.Filter("Only the one with this name."),
		"phase":      kit.Filter("Only those in this phase, e.g. `ACTIVE`."),
		"label":      kit.Filter("Only those with this label: `key` or `key:value`."),
		"items":      kit.Items("The clusters.", attributes),
	},
	Read: func(ctx context.Context, api *client.API, found *list) (err error) {
		filter := client.ListClustersParams{Name: values.Known(found.Name), Phase: values.Known(found.Phase), Label: values.Known(found.Label)}
		found.Items, err = kit.List(ctx, pages(ctx, api, found.ProjectID.ValueString(), filter), func(cluster client.ClusterResponse) (one status) {
			one.from(cluster)
			return one
		})
		return err
	},
}

func pages(ctx context.Context, api *client.API, project string, filter client.ListClustersParams) func(*string) (client.Page[client.ClusterResponse], error) {
	return kit.Pages[client.ClusterResponse](func(token *string) (*http.Response, error) {
		filter.PageSize, filter.PageToken = &kit.PageSize, token
		return api.ListClusters(ctx, project, &filter)
	})
}

func (s *status) from(cluster client.ClusterResponse) {
	spec := cluster.Spec
	s.ID, s.ProjectID, s.Name = values.Word(cluster.Id), values.Word(cluster.ProjectId), values.Word(cluster.Name)
	s.ProviderName, s.EngineVersion, s.Phase = values.Word(spec.Provider), values.Word(spec.EngineVersion), values.Word(cluster.Phase)
	s.KeyID, s.Algorithm = values.Word(spec.Encryption.KeyId), values.Word(spec.Encryption.Algorithm)
	s.AllowedCidrs, s.Labels = values.Set(spec.AllowedCidrs), values.Map(spec.Labels)
	s.DeletionProtection = types.BoolValue(spec.DeletionProtection)
	s.NodesReady, s.NodesTotal = types.Int64Value(int64(cluster.Status.NodesReady)), types.Int64Value(int64(cluster.Status.NodesTotal))
	s.ActiveOperationID, s.CreatedAt = values.Text(cluster.ActiveOperationId), values.Time(cluster.CreatedAt)
	s.Conditions = make([]conditionStatus, len(cluster.Conditions))
	for i, one := range cluster.Conditions {
		s.Conditions[i] = conditionStatus{
			values.Word(one.Type), values.Word(one.Status), values.Word(one.Reason), values.Word(one.Message), values.Time(one.Since),
		}
	}
}
