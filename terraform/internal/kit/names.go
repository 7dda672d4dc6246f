package kit

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
)

// PageSize is how many items a list is asked for at once: the API's most.
var PageSize = 200

// NameRule is the rule of most names, as a sentence.
const NameRule = "1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen."

var name = regexp.MustCompile(`^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$`)

// Name is that rule at plan time.
func Name() validator.String { return stringvalidator.RegexMatches(name, NameRule) }

// ID is the rule of ids with this prefix.
func ID(prefix string) validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^`+prefix+`_[0-9a-hjkmnp-tv-z]{26}$`), "an id that starts with "+prefix+"_")
}

// Identity is a computed attribute that never changes.
func Identity(about string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: about, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// Owner is a required id whose change makes another resource.
func Owner(about, prefix string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: about + " Another one makes another resource.", Validators: []validator.String{ID(prefix)},
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

// Fixed is a required text whose change makes another resource.
func Fixed(about string, rules ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: about + " Another one makes another resource.", Validators: rules,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

// FixedOr is the same for an optional one.
func FixedOr(about string, rules ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: about + " Another one makes another resource.", Validators: rules,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

// NotedOr is an optional text whose change makes another resource; one that was not given before, e.g. of an imported resource,
// is only noted.
func NotedOr(about string, rules ...validator.String) schema.StringAttribute {
	given := func(_ context.Context, request planmodifier.StringRequest, response *stringplanmodifier.RequiresReplaceIfFuncResponse) {
		response.RequiresReplace = !request.StateValue.IsNull()
	}
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: about + " Another one makes another resource.", Validators: rules,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(given, "", "")},
	}
}

// NotedNumberOr is the same for a number.
func NotedNumberOr(about string, rules ...validator.Int64) schema.Int64Attribute {
	given := func(_ context.Context, request planmodifier.Int64Request, response *int64planmodifier.RequiresReplaceIfFuncResponse) {
		response.RequiresReplace = !request.StateValue.IsNull()
	}
	return schema.Int64Attribute{
		Optional: true, MarkdownDescription: about + " Another one makes another resource.", Validators: rules,
		PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplaceIf(given, "", "")},
	}
}

// Find searches a list for the one item that fits, and hands it on.
func Find[T any](ctx context.Context, what, attribute, wanted string, pages func(*string) (client.Page[T], error), fits func(T) bool, take func(T)) error {
	if wanted == "" {
		return fmt.Errorf("give the %s's id or its %s", what, attribute)
	}
	items, err := client.All(ctx, 0, pages)
	if err != nil {
		return err
	}
	for _, item := range items {
		if fits(item) {
			take(item)
			return nil
		}
	}
	return errors.New("there is no " + what + " whose " + attribute + " is \"" + wanted + "\" among those that the token may see")
}

// Network is the form of an allowed network: an IPv4 or IPv6 network or address.
func Network() validator.String { return network{} }

type network struct{}

func (network) Description(context.Context) string {
	return "an IPv4 or IPv6 network or address, e.g. 10.20.0.0/16, 192.0.2.7 or 2001:db8::/32"
}

func (n network) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (n network) ValidateString(ctx context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	text := request.ConfigValue.ValueString()
	if _, err := netip.ParsePrefix(text); err == nil {
		return
	}
	if _, err := netip.ParseAddr(text); err == nil {
		return
	}
	response.Diagnostics.AddAttributeError(request.Path, "This is no network", fmt.Sprintf("%q should be %s.", text, n.Description(ctx)))
}
