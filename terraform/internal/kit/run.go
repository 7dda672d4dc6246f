package kit

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// Run is what every resource has that does something once and again when its triggers change.
type Run struct {
	ProjectID   types.String   `tfsdk:"project_id"`
	Action      types.String   `tfsdk:"action"`
	Triggers    types.Map      `tfsdk:"triggers"`
	OperationID types.String   `tfsdk:"operation_id"`
	DoneAt      types.String   `tfsdk:"done_at"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

// RunTimeout is how long an operation may take when the configuration says nothing.
const RunTimeout = time.Hour

// Action is one thing that can be asked for, and the runbook that its operations follow; "" when it needs no operation.
type Action struct{ Name, Runbook string }

// RunKind is such a resource. M embeds Run.
type RunKind[M any] struct {
	Name, Title, About string
	Actions            []Action
	Own                map[string]schema.Attribute
	// Run finds the embedded Run, Subject the id of what the operation works on.
	Run     func(*M) *Run
	Subject func(*M) *types.String
	// Start asks for the action; its answer names the operation to wait for in Location or activeOperationId, or none.
	Start func(context.Context, *client.API, *M) (*http.Response, error)
	Look  func(*Change[M])
}

// Resource is what the provider offers.
func (k RunKind[M]) Resource() Resource[M] {
	return Resource[M]{
		Name: k.Name, Title: k.Title, IDs: []string{"project_id", "operation_id"}, Schema: k.schema,
		Create: func(ctx context.Context, api *client.API, plan, _ *M) error {
			return k.Run(plan).do(ctx, api, func(ctx context.Context) (*http.Response, error) { return k.Start(ctx, api, plan) })
		},
		Read: func(ctx context.Context, api *client.API, state *M) error {
			if k.Run(state).Action.IsNull() {
				return k.adopt(ctx, api, state)
			}
			return nil // what was done stays done
		},
		Update: func(context.Context, *client.API, *M, *M, *M) error { return nil }, // what is noted needs no request
		Plan:   func(_ context.Context, _ *client.API, change *Change[M]) { k.Look(change) },
	}
}

func (k RunKind[M]) schema(ctx context.Context) schema.Schema {
	names := make([]string, len(k.Actions))
	for i, action := range k.Actions {
		names[i] = action.Name
	}
	attributes := map[string]schema.Attribute{
		"project_id": Owner("The project, `prj_…`.", "prj"),
		"action":     Fixed("What to do: `"+strings.Join(names, "`, `")+"`.", stringvalidator.OneOf(names...)),
		"triggers": schema.MapAttribute{
			Optional: true, ElementType: types.StringType, PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplaceIf(wasGiven, "", "")},
			MarkdownDescription: "Any values. When one changes, it is done again. The first ones of a resource that had none, e.g. of an imported one, are only noted.",
		},
		"operation_id": Identity("The operation that did it; null when it needed none."),
		"done_at":      Identity("When it was done, RFC 3339."),
		"timeouts":     timeouts.Attributes(ctx, timeouts.Opts{Create: true}),
	}
	for name, attribute := range k.Own {
		attributes[name] = attribute
	}
	return schema.Schema{MarkdownDescription: k.About, Attributes: attributes}
}

// wasGiven replaces what was done with other values, and not what was imported: nobody knows its values.
func wasGiven(_ context.Context, request planmodifier.MapRequest, response *mapplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = !request.StateValue.IsNull()
}

// adopt learns from an operation that was imported what it did.
func (k RunKind[M]) adopt(ctx context.Context, api *client.API, state *M) error {
	run := k.Run(state)
	operation, err := client.Call[client.OperationResponse](api.GetOperation(ctx, run.OperationID.ValueString()))
	if err != nil {
		return err
	}
	if operation.State != "SUCCEEDED" || !values.Text(operation.ProjectId).Equal(run.ProjectID) {
		return fmt.Errorf("operation %s is %s and of project %s; import one of project %s that has succeeded",
			operation.Id, operation.State, values.Text(operation.ProjectId).ValueString(), run.ProjectID.ValueString())
	}
	for _, action := range k.Actions {
		if action.Runbook == operation.Runbook {
			run.Action, run.DoneAt = values.Word(action.Name), values.TimeOr(operation.EndedAt)
			*k.Subject(state) = values.Word(operation.Subject.Id)
			return nil
		}
	}
	return fmt.Errorf("operation %s is a %s, which is not done by this resource", operation.Id, operation.Runbook)
}

// answer is what the answers of all actions have in common.
type answer struct {
	ActiveOperationID *string `json:"activeOperationId"`
}

func (r *Run) do(ctx context.Context, api *client.API, start func(context.Context) (*http.Response, error)) error {
	ctx, cancel, err := Within(ctx)(r.Timeouts.Create(ctx, RunTimeout))
	if err != nil {
		return err
	}
	defer cancel()
	body, header, err := client.CallWithHeader[answer](start(ctx))
	if err != nil {
		return err
	}
	id := client.OperationOf(header.Get("Location"))
	if id == "" && body.ActiveOperationID != nil {
		id = *body.ActiveOperationID
	}
	r.OperationID, r.DoneAt = types.StringNull(), values.Time(time.Now())
	if id == "" {
		return nil
	}
	r.OperationID = values.Word(id)
	// An operation that fails leaves nothing to go on with: the error makes the next apply do it again.
	return api.Await(ctx, id)
}
