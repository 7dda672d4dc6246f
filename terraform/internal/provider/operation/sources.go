// Package operation is operations: the data sources.
package operation

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type item struct {
	ID          types.String `tfsdk:"id"`
	Runbook     types.String `tfsdk:"runbook"`
	State       types.String `tfsdk:"state"`
	Percent     types.Int64  `tfsdk:"percent"`
	WaitingFor  types.String `tfsdk:"waiting_for"`
	Error       types.String `tfsdk:"error"`
	SubjectType types.String `tfsdk:"subject_type"`
	SubjectID   types.String `tfsdk:"subject_id"`
	RequestedBy types.String `tfsdk:"requested_by"`
	CreatedAt   types.String `tfsdk:"created_at"`
	EndedAt     types.String `tfsdk:"ended_at"`
}

type list struct {
	ClusterID types.String `tfsdk:"cluster_id"`
	NodeID    types.String `tfsdk:"node_id"`
	State     types.String `tfsdk:"state"`
	Runbook   types.String `tfsdk:"runbook"`
	Limit     types.Int64  `tfsdk:"limit"`
	Items     []item       `tfsdk:"items"`
}

const defaultLimit = 200

var attributes = map[string]schema.Attribute{
	"id": kit.Text("The operation's id."), "runbook": kit.Text("What it does."), "state": kit.Text("`QUEUED`, `RUNNING`, `UNDOING`, `SUCCEEDED`, `FAILED` or `CANCELLED`."),
	"percent": kit.Count("Done steps of all steps."), "waiting_for": kit.Text("What it waits for now; null for nothing."), "error": kit.Text("Why it failed; null while all is well."),
	"subject_type": kit.Text("What it works on."), "subject_id": kit.Text("Its id."), "requested_by": kit.Text("Who asked for it."),
	"created_at": kit.Text("RFC 3339."), "ended_at": kit.Text("RFC 3339; null while it goes on."),
}

// One is the data source `kanesh_operation`.
var One = kit.Source[item]{
	Name: "operation", Title: "the operation", About: "One operation, by id.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{"id": kit.Given("The operation's id.")}),
	Read: func(ctx context.Context, api *client.API, found *item) error {
		operation, err := client.Call[client.OperationResponse](api.GetOperation(ctx, found.ID.ValueString()))
		if err == nil {
			*found = of(operation)
		}
		return err
	},
}

// All is the data source `kanesh_operations`.
var All = kit.Source[list]{
	Name: "operations", Title: "the operations", About: "Operations, the newest first.",
	Attributes: map[string]schema.Attribute{
		"cluster_id": kit.Filter("Only those of this cluster."), "node_id": kit.Filter("Only those of this node."), "state": kit.Filter("Only those in this state."),
		"runbook": kit.Filter("Only those of this runbook."), "limit": schema.Int64Attribute{Optional: true, MarkdownDescription: "How many at most; 200 by default."},
		"items": kit.Items("The operations.", attributes),
	},
	Read: func(ctx context.Context, api *client.API, found *list) error {
		filter := client.ListOperationsParams{ClusterId: values.Known(found.ClusterID), NodeId: values.Known(found.NodeID), Runbook: values.Known(found.Runbook), PageSize: &kit.PageSize}
		if state := values.Known(found.State); state != nil {
			filter.State = values.Pointer(client.ListOperationsParamsState(*state))
		}
		limit := defaultLimit
		if !found.Limit.IsNull() {
			limit = int(found.Limit.ValueInt64())
		}
		operations, err := client.All(ctx, limit, func(token *string) (client.Page[client.OperationResponse], error) {
			filter.PageToken = token
			return client.Call[client.Page[client.OperationResponse]](api.ListOperations(ctx, &filter))
		})
		found.Items = make([]item, len(operations))
		for i, one := range operations {
			found.Items[i] = of(one)
		}
		return err
	},
}

func of(operation client.OperationResponse) item {
	failure := types.StringNull()
	if operation.Error != nil {
		failure = values.Word(operation.Error.Message)
	}
	return item{
		values.Word(operation.Id), values.Word(operation.Runbook), values.Word(operation.State), types.Int64Value(int64(operation.Percent)),
		values.Text(operation.WaitingFor), failure, values.Word(operation.Subject.Type), values.Word(operation.Subject.Id),
		values.Word(operation.RequestedBy), values.Time(operation.CreatedAt), values.TimeOr(operation.EndedAt),
	}
}
