// Package audit is the audit trail: the data source.
package audit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type item struct {
	Sequence     types.Int64  `tfsdk:"sequence"`
	At           types.String `tfsdk:"at"`
	ActorName    types.String `tfsdk:"actor_name"`
	Operation    types.String `tfsdk:"operation"`
	ResourceType types.String `tfsdk:"resource_type"`
	ResourceID   types.String `tfsdk:"resource_id"`
	Outcome      types.String `tfsdk:"outcome"`
	Message      types.String `tfsdk:"message"`
	Hash         types.String `tfsdk:"hash"`
}

type list struct {
	ProjectID types.String `tfsdk:"project_id"`
	Actor     types.String `tfsdk:"actor"`
	Action    types.String `tfsdk:"action"`
	Resource  types.String `tfsdk:"resource"`
	Outcome   types.String `tfsdk:"outcome"`
	Since     types.String `tfsdk:"since"`
	Until     types.String `tfsdk:"until"`
	Limit     types.Int64  `tfsdk:"limit"`
	Items     []item       `tfsdk:"items"`
}

const defaultLimit = 200

// All is the data source `kanesh_audit_events`.
var All = kit.Source[list]{
	Name: "audit_events", Title: "the audit events", About: "Who did what, when, and how it ended; the newest first.",
	Attributes: map[string]schema.Attribute{
		"project_id": kit.Filter("Only of this project."), "actor": kit.Filter("Only by this actor."), "action": kit.Filter("Only this operation."), "resource": kit.Filter("Only about this resource."),
		"outcome": kit.Filter("Only with this outcome: `DONE`, `REFUSED` or `FAILED`."), "since": timeFilter("Only from then on, RFC 3339."), "until": timeFilter("Only until then, RFC 3339."),
		"limit": schema.Int64Attribute{Optional: true, MarkdownDescription: "How many at most; 200 by default."},
		"items": kit.Items("The events.", map[string]schema.Attribute{
			"sequence": kit.Count("Its place in the chain."), "at": kit.Text("RFC 3339."), "actor_name": kit.Text("Who."), "operation": kit.Text("What was asked for."), "resource_type": kit.Text("About what."),
			"resource_id": kit.Text("Its id."), "outcome": kit.Text("How it ended."), "message": kit.Text("In a sentence."), "hash": kit.Text("Of this event and all before."),
		}),
	},
	Read: func(ctx context.Context, api *client.API, found *list) error {
		filter := client.ListAuditEventsParams{
			ProjectId: values.Known(found.ProjectID), Actor: values.Known(found.Actor), Action: values.Known(found.Action), Resource: values.Known(found.Resource),
			Outcome: values.Known(found.Outcome), Since: kit.TimeOf(found.Since), Until: kit.TimeOf(found.Until), PageSize: &kit.PageSize,
		}
		limit := defaultLimit
		if !found.Limit.IsNull() {
			limit = int(found.Limit.ValueInt64())
		}
		events, err := client.All(ctx, limit, func(token *string) (client.Page[client.AuditEventResponse], error) {
			filter.PageToken = token
			return client.Call[client.Page[client.AuditEventResponse]](api.ListAuditEvents(ctx, &filter))
		})
		found.Items = make([]item, len(events))
		for i, one := range events {
			found.Items[i] = item{
				types.Int64Value(one.Sequence), values.Time(one.At), values.Word(one.ActorName), values.Text(one.Operation), values.Text(one.ResourceType),
				values.Text(one.ResourceId), values.Word(one.Outcome), values.Text(one.Message), values.Word(one.Hash),
			}
		}
		return err
	},
}

func timeFilter(about string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: about, Validators: []validator.String{stringvalidator.All(kit.Moment())}}
}
