package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
)

// Change is what is planned for one resource.
type Change[M any] struct {
	State  *M // nil: it is created
	Plan   *M // nil: it is destroyed; else the hook may change it
	Config *M // nil: it is destroyed
	// Differs is false when nothing is planned.
	Differs bool
	Diags   *diag.Diagnostics
	Where   say.Where
	// Replaced is why it is a replacement: the attributes that cannot be changed in place.
	Replaced path.Paths
}

// Replace makes the change a replacement, and says why.
func (c *Change[M]) Replace(at path.Path, why string) {
	c.Replaced = append(c.Replaced, at)
	c.Diags.AddAttributeWarning(at, "This replaces the resource", why)
}

// ModifyPlan hands the change to the resource's hook.
func (b *bound[M]) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if b.kind.Plan == nil {
		return
	}
	change := &Change[M]{
		Diags:   &response.Diagnostics,
		Differs: !request.Plan.Raw.Equal(request.State.Raw),
	}
	if !request.State.Raw.IsNull() {
		change.State = new(M)
		response.Diagnostics.Append(request.State.Get(ctx, change.State)...)
	}
	if !request.Plan.Raw.IsNull() {
		change.Plan, change.Config = new(M), new(M)
		response.Diagnostics.Append(request.Plan.Get(ctx, change.Plan)...)
		response.Diagnostics.Append(request.Config.Get(ctx, change.Config)...)
	}
	if response.Diagnostics.HasError() {
		return
	}
	if change.Plan != nil {
		change.Where = b.where(ctx, change.Plan)
	} else {
		change.Where = b.where(ctx, change.State)
	}
	b.kind.Plan(ctx, b.api, change)
	response.RequiresReplace = append(response.RequiresReplace, change.Replaced...)
	if change.Plan != nil && !response.Diagnostics.HasError() {
		response.Diagnostics.Append(response.Plan.Set(ctx, change.Plan)...)
	}
}
