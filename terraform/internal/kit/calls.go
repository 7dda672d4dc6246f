package kit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Body is a value as the JSON of a request.
func Body(value any) io.Reader {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // the callers' values are strings, numbers and lists of them
	}
	return bytes.NewReader(text)
}

// Within makes the context of one call out of its timeout: `ctx, cancel, err := kit.Within(ctx)(timeouts.Create(ctx, fallback))`.
func Within(ctx context.Context) func(time.Duration, diag.Diagnostics) (context.Context, context.CancelFunc, error) {
	return func(timeout time.Duration, diags diag.Diagnostics) (context.Context, context.CancelFunc, error) {
		if diags.HasError() {
			return ctx, func() {}, errors.New(diags[0].Summary() + ": " + diags[0].Detail())
		}
		bounded, cancel := context.WithTimeout(ctx, timeout)
		return bounded, cancel, nil
	}
}
