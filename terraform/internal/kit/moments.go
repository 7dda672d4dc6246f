package kit

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// Moment is the form of a time.
func Moment() validator.String { return moment{} }

type moment struct{}

func (moment) Description(context.Context) string {
	return "a time, RFC 3339, e.g. 2027-01-31T00:00:00Z"
}

func (m moment) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m moment) ValidateString(ctx context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	if _, err := time.Parse(time.RFC3339, request.ConfigValue.ValueString()); err != nil {
		response.Diagnostics.AddAttributeError(request.Path, "This is no time", fmt.Sprintf("%q should be %s.", request.ConfigValue.ValueString(), m.Description(ctx)))
	}
}

// TimeOf is the moment that a checked text names; nil for null and unknown.
func TimeOf(text types.String) *time.Time {
	known := values.Known(text)
	if known == nil {
		return nil
	}
	at, err := time.Parse(time.RFC3339, *known)
	if err != nil {
		return nil // Moment has refused it
	}
	return &at
}

// SameMoment keeps the text as it was written while it names the moment that was found.
func SameMoment(written types.String, found *time.Time) types.String {
	if at := TimeOf(written); at != nil && found != nil && at.Equal(*found) {
		return written
	}
	return values.TimeOr(found)
}
