// Package kit connects one resource's or data source's four calls with the framework, so that each package below provider holds
// a schema and calls, and nothing else.
package kit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
)

// QuickTimeout bounds the calls of resources that have no timeouts of their own: they are done when the API has answered.
const QuickTimeout = 10 * time.Minute

// Resource is one resource type. M is its model, a struct with tfsdk tags for every attribute.
type Resource[M any] struct {
	Name   string // without the provider's prefix
	Title  string // in sentences: "the project"
	Schema func(context.Context) schema.Schema
	IDs    []string // attributes whose values, joined by "/", are the import id
	// Create fills the plan's unknown values. An Incomplete error keeps what there is, for the next apply to go on with.
	Create func(ctx context.Context, api *client.API, plan, config *M) error
	// Read brings the state up to date; an error of the kind client.IsGone removes it.
	Read func(ctx context.Context, api *client.API, state *M) error
	// Update is nil for a resource whose every change is a replacement.
	Update func(ctx context.Context, api *client.API, state, plan, config *M) error
	// Delete takes it away; an Incomplete error is for what goes with something else, and is a warning.
	Delete func(ctx context.Context, api *client.API, state *M) error
	// Plan looks at what is planned before anything is done; nil for nothing to look at.
	Plan func(ctx context.Context, api *client.API, change *Change[M])
	// Where finds attributes below the top level; nil when there are none.
	Where func(model *M) say.Where
}

// Incomplete is a creation or change that was begun and has not ended well. What exists is kept in the state. Of a deletion: it is
// taken out of the state.
type Incomplete struct{ Cause error }

func (i *Incomplete) Error() string { return i.Cause.Error() }

func (i *Incomplete) Unwrap() error { return i.Cause }

// New is what the provider offers the framework.
func (r Resource[M]) New() resource.Resource { return &bound[M]{kind: r} }

type bound[M any] struct {
	kind Resource[M]
	api  *client.API
}

func (b *bound[M]) Metadata(_ context.Context, request resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_" + b.kind.Name
}

func (b *bound[M]) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = b.kind.Schema(ctx)
}

func (b *bound[M]) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	b.api, _ = request.ProviderData.(*client.API) // nil until the provider is configured
}

func (b *bound[M]) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan, config M
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	err := b.kind.Create(ctx, b.api, &plan, &config)
	var incomplete *Incomplete
	switch {
	case errors.As(err, &incomplete):
		// An error here would make OpenTofu destroy and create anew at the next apply. A warning keeps what was begun.
		say.Warning(&response.Diagnostics, "finish creating "+b.kind.Title, incomplete.Cause, b.where(ctx, &plan))
	case err != nil:
		say.Error(&response.Diagnostics, "create "+b.kind.Title, err, b.where(ctx, &plan))
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (b *bound[M]) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	err := b.kind.Read(ctx, b.api, &state)
	if client.IsGone(err) {
		response.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		say.Error(&response.Diagnostics, "read "+b.kind.Title, err, b.where(ctx, &state))
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, &state)...)
}

func (b *bound[M]) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var state, plan, config M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	if b.kind.Update != nil {
		err := b.kind.Update(ctx, b.api, &state, &plan, &config)
		say.Error(&response.Diagnostics, "change "+b.kind.Title, err, b.where(ctx, &plan))
		var incomplete *Incomplete
		if err != nil && !errors.As(err, &incomplete) {
			return
		}
	}
	response.Diagnostics.Append(response.State.Set(ctx, &plan)...)
}

func (b *bound[M]) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state M
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() || b.kind.Delete == nil {
		return
	}
	err := b.kind.Delete(ctx, b.api, &state)
	var incomplete *Incomplete
	switch {
	case err == nil || client.IsGone(err):
	case errors.As(err, &incomplete):
		say.Warning(&response.Diagnostics, "delete "+b.kind.Title, incomplete.Cause, b.where(ctx, &state))
	default:
		say.Error(&response.Diagnostics, "delete "+b.kind.Title, err, b.where(ctx, &state))
	}
}

// ImportState takes ids joined by slashes, outermost first.
func (b *bound[M]) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	parts := strings.Split(request.ID, "/")
	if len(parts) != len(b.kind.IDs) || strings.Contains("/"+request.ID+"/", "//") {
		response.Diagnostics.AddError("This is not the id of "+b.kind.Title,
			fmt.Sprintf("%q should be <%s>.", request.ID, strings.Join(b.kind.IDs, ">/<")))
		return
	}
	for i, attribute := range b.kind.IDs {
		response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root(attribute), parts[i])...)
	}
}

func (b *bound[M]) where(ctx context.Context, model *M) say.Where {
	attributes := b.kind.Schema(ctx).Attributes
	root := say.Root(func(name string) bool { _, has := attributes[name]; return has })
	if b.kind.Where == nil {
		return root
	}
	inner := b.kind.Where(model)
	return func(field string) (path.Path, bool) {
		if at, ok := inner(field); ok {
			return at, true
		}
		return root(field)
	}
}
