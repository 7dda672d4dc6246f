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

type connection struct {
	ProjectID     types.String `tfsdk:"project_id"`
	ClusterID     types.String `tfsdk:"cluster_id"`
	ContactPoints types.List   `tfsdk:"contact_points"`
	Port          types.Int64  `tfsdk:"port"`
	Username      types.String `tfsdk:"username"`
	CA            types.String `tfsdk:"ca_certificate_pem"`
	DataCenters   types.List   `tfsdk:"data_centers"`
}

// Connection is the data source `kanesh_connection`.
var Connection = kit.Source[connection]{
	Name: "connection", Title: "the connection", About: "How programs reach a cluster; without a password.",
	Attributes: map[string]schema.Attribute{
		"project_id": kit.Given("The project."), "cluster_id": kit.Given("The cluster."),
		"contact_points": kit.Row("Addresses to start from; a driver finds the others."), "port": kit.Count("The port for CQL."),
		"username":           kit.Text("The role that every cluster starts with."),
		"ca_certificate_pem": kit.Text("TLS is required; trust these certificates and no others."),
		"data_centers":       kit.Row("A driver's local data center is one of these."),
	},
	Read: func(ctx context.Context, api *client.API, found *connection) error {
		answer, err := client.Call[client.ConnectionResponse](api.GetClusterConnection(ctx, found.ProjectID.ValueString(), found.ClusterID.ValueString()))
		if err != nil {
			return err
		}
		found.ContactPoints, found.Port, found.Username = values.List(answer.ContactPoints), types.Int64Value(int64(answer.Port)), values.Word(answer.Username)
		found.CA = values.Word(answer.CaCertificatePem)
		found.DataCenters = values.List(names(answer.DataCenters, func(one client.DataCenterContact) string { return one.Name }))
		return nil
	},
}

type nodeItem struct {
	ID           types.String `tfsdk:"id"`
	DataCenter   types.String `tfsdk:"data_center"`
	Region       types.String `tfsdk:"region"`
	Zone         types.String `tfsdk:"zone"`
	InstanceType types.String `tfsdk:"instance_type"`
	Address      types.String `tfsdk:"address"`
	State        types.String `tfsdk:"state"`
}

type nodes struct {
	ProjectID types.String `tfsdk:"project_id"`
	ClusterID types.String `tfsdk:"cluster_id"`
	Items     []nodeItem   `tfsdk:"items"`
}

// Nodes is the data source `kanesh_nodes`.
var Nodes = kit.Source[nodes]{
	Name: "nodes", Title: "the nodes", About: "A cluster's nodes, as the control plane sees them.",
	Attributes: map[string]schema.Attribute{
		"project_id": kit.Given("The project."), "cluster_id": kit.Given("The cluster."),
		"items": kit.Items("The nodes.", map[string]schema.Attribute{
			"id": kit.Text("The node's id."), "data_center": kit.Text("Its data center."), "region": kit.Text("Its region."), "zone": kit.Text("Its zone, which is its rack."),
			"instance_type": kit.Text("Its machine's type."), "address": kit.Text("Its address; null before it has one."), "state": kit.Text("`SERVING` when all is well."),
		}),
	},
	Read: func(ctx context.Context, api *client.API, found *nodes) (err error) {
		found.Items, err = kit.List(ctx, kit.Pages[client.NodeResponse](func(token *string) (*http.Response, error) {
			return api.ListNodes(ctx, found.ProjectID.ValueString(), found.ClusterID.ValueString(), &client.ListNodesParams{PageSize: &kit.PageSize, PageToken: token})
		}), func(one client.NodeResponse) nodeItem {
			return nodeItem{
				values.Word(one.Id), values.Word(one.DataCenter), values.Word(one.Region), values.Word(one.Zone),
				values.Word(one.InstanceType), values.Text(one.Address), values.Word(one.State),
			}
		})
		return err
	},
}
