package cluster

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

type act struct {
	kit.Run
	ClusterID      types.String `tfsdk:"cluster_id"`
	NodeID         types.String `tfsdk:"node_id"`
	OverlapSeconds types.Int64  `tfsdk:"overlap_seconds"`
}

// Operation is `kanesh_cluster_operation`.
var Operation = kit.RunKind[act]{
	Name: "cluster_operation", Title: "the cluster's operation",
	About: "Does something with a cluster once, when it is created and whenever `triggers` change: `restart` its engines rack by rack, `repair` it, " +
		"`prove` that nothing on its disks is readable, `reencrypt` its files, `rotate-certificates`, or `replace-node`. Destroying it does nothing.",
	Actions: []kit.Action{
		{Name: "restart", Runbook: "restart-cluster"}, {Name: "repair", Runbook: "repair-cluster"}, {Name: "prove", Runbook: "prove-cluster"},
		{Name: "reencrypt", Runbook: "reencrypt-cluster"}, {Name: "rotate-certificates", Runbook: "rotate-cluster-authority"},
		{Name: "replace-node", Runbook: "replace-node"},
	},
	Own: map[string]schema.Attribute{
		"cluster_id":      kit.Owner("The cluster, `cl_…`.", "cl"),
		"node_id":         kit.NotedOr("Of `replace-node`: the node, `nd_…`.", kit.ID("nd")),
		"overlap_seconds": kit.NotedNumberOr("Of `rotate-certificates`: how long clients that know only the former CA still get in, at most 2592000; a week by default.", int64validator.Between(0, 2592000)),
	},
	Run:     func(a *act) *kit.Run { return &a.Run },
	Subject: func(a *act) *types.String { return &a.ClusterID },
	Start:   start,
	Look:    warn,
}.Resource()

// warn says what it means for those who use the cluster.
func warn(change *kit.Change[act]) {
	if change.Plan == nil || change.State != nil {
		return
	}
	switch change.Plan.Action.ValueString() {
	case "restart":
		change.Diags.AddAttributeWarning(path.Root("action"), "Engines will restart", "Rack by rack; the cluster serves meanwhile.")
	case "rotate-certificates":
		change.Diags.AddAttributeWarning(path.Root("action"), "Clients need the new CA",
			"Those that trust only the former one are refused when overlap_seconds are over. The data source kanesh_connection has both meanwhile.")
	case "replace-node":
		if change.Plan.NodeID.IsNull() {
			change.Diags.AddAttributeError(path.Root("node_id"), "Which node is replaced?", "Give the node_id; the data source kanesh_nodes lists them.")
		}
	}
}

func start(ctx context.Context, api *client.API, a *act) (*http.Response, error) {
	project, cluster := a.ProjectID.ValueString(), a.ClusterID.ValueString()
	switch a.Action.ValueString() {
	case "restart":
		return api.RestartCluster(ctx, project, cluster, nil)
	case "repair":
		return api.RepairCluster(ctx, project, cluster, nil)
	case "prove":
		return api.ProveCluster(ctx, project, cluster, nil)
	case "reencrypt":
		return api.ReencryptCluster(ctx, project, cluster, nil)
	case "replace-node":
		return api.ReplaceNode(ctx, project, cluster, a.NodeID.ValueString(), nil)
	default:
		return api.RotateClusterCertificates(ctx, project, cluster, nil, client.RotateCertificatesRequest{OverlapSeconds: a.OverlapSeconds.ValueInt64Pointer()})
	}
}
