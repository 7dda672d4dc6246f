package kit

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
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

// RunResource is such a resource. M embeds Run.
//
//	actions: what can be asked for.
//	run:     finds the embedded Run.
//	start:   asks for the action; its answer names the operation to wait for in Location or activeOperationId, or none.
//	look:    looks at the plan.
func RunResource[M any](name, title, about string, actions []string, own map[string]schema.Attribute, run func(*M) *Run,
	start func(context.Context, *client.API, *M) (*http.Response, error), look func(*Change[M]),
) Resource[M] {
	return Resource[M]{
		Name: name, Title: title, IDs: []string{"project_id", "operation_id"},
		Schema: func(ctx context.Context) schema.Schema {
			attributes := map[string]schema.Attribute{
				"project_id":   Owner("The project, `prj_…`.", "prj"),
				"action":       Fixed("What to do: `"+strings.Join(actions, "`, `")+"`.", stringvalidator.OneOf(actions...)),
				"triggers":     schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Any values. When one changes, it is done again.", PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplace()}},
				"operation_id": Identity("The operation that did it; null when it needed none."),
				"done_at":      Identity("When it was done, RFC 3339."),
				"timeouts":     timeouts.Attributes(ctx, timeouts.Opts{Create: true}),
			}
			for name, attribute := range own {
				attributes[name] = attribute
			}
			return schema.Schema{MarkdownDescription: about, Attributes: attributes}
		},
		Create: func(ctx context.Context, api *client.API, plan, _ *M) error {
			return run(plan).do(ctx, api, func(ctx context.Context) (*http.Response, error) { return start(ctx, api, plan) })
		},
		Read:   func(context.Context, *client.API, *M) error { return nil }, // what was done stays done
		Update: func(context.Context, *client.API, *M, *M, *M) error { return nil },
		Plan:   func(_ context.Context, _ *client.API, change *Change[M]) { look(change) },
	}
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

// FixedNumberOr is an optional number whose change makes another resource.
func FixedNumberOr(about string, rules ...validator.Int64) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, MarkdownDescription: about + " Another one makes another resource.", Validators: rules,
		PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
	}
}
