// Package say turns what went wrong into diagnostics: at the attribute that is wrong, with what would be right.
package say

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
)

// Where finds the attribute of an API field ("dataCenters[0].region"); false when the configuration has none.
type Where func(field string) (path.Path, bool)

// Error adds this error's diagnostics.
//
//	doing: what was being done, e.g. "create the project".
func Error(diags *diag.Diagnostics, doing string, err error, where Where) {
	if err == nil {
		return
	}
	for _, one := range of(doing, err, where) {
		diags.Append(one)
	}
}

// Warning adds them as warnings.
func Warning(diags *diag.Diagnostics, doing string, err error, where Where) {
	for _, one := range of(doing, err, where) {
		if located, ok := one.(diag.DiagnosticWithPath); ok {
			diags.AddAttributeWarning(located.Path(), one.Summary(), one.Detail())
			continue
		}
		diags.AddWarning(one.Summary(), one.Detail())
	}
}

func of(doing string, err error, where Where) diag.Diagnostics {
	var diags diag.Diagnostics
	var refusal *client.Refusal
	if !errors.As(err, &refusal) {
		diags.AddError("Could not "+doing, words(err))
		return diags
	}
	for _, one := range refusal.Details {
		summary := "Could not " + doing
		text := detail(refusal, one)
		if at, ok := locate(one.Field, where); ok {
			diags.AddAttributeError(at, summary, text)
			continue
		}
		diags.AddError(summary, text)
	}
	return diags
}

func words(err error) string {
	if errors.Is(err, context.Canceled) && !isUnfinished(err) {
		return "The run was cancelled."
	}
	return err.Error()
}

func isUnfinished(err error) bool {
	var unfinished *client.Unfinished
	return errors.As(err, &unfinished)
}

func locate(field string, where Where) (path.Path, bool) {
	if field == "" || where == nil {
		return path.Path{}, false
	}
	return where(field)
}

func detail(refusal *client.Refusal, one client.Detail) string {
	lines := []string{one.Message}
	if one.Hint != "" {
		lines = append(lines, one.Hint)
	}
	if refusal.Status == http.StatusUnauthorized {
		lines = append(lines, "The provider's token is unknown, revoked or expired. Give a valid one in the provider's `token` or in KANESH_TOKEN.")
	}
	source := fmt.Sprintf("(%s %s: %d %s", refusal.Method, refusal.Path, refusal.Status, one.Code)
	if refusal.TraceID != "" {
		source += ", trace " + refusal.TraceID
	}
	return strings.Join(append(lines, source+")"), "\n")
}

// Root finds top-level attributes by the field's first name: "organizationId" is the attribute organization_id.
func Root(has func(attribute string) bool) Where {
	return func(field string) (path.Path, bool) {
		name, _, _ := strings.Cut(field, ".")
		name, _, _ = strings.Cut(name, "[")
		attribute := Snake(name)
		return path.Root(attribute), has(attribute)
	}
}

// Snake is the attribute name of an API name.
func Snake(camel string) string {
	var out strings.Builder
	for _, letter := range camel {
		if letter >= 'A' && letter <= 'Z' {
			out.WriteByte('_')
			letter += 'a' - 'A'
		}
		out.WriteRune(letter)
	}
	return out.String()
}
