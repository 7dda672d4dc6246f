// Package values converts between the API's values and the framework's, which also know null and unknown.
package values

import (
	"context"
	"sort"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Text is null for nil.
func Text(text *string) types.String { return types.StringPointerValue(text) }

// Word is a string of any named string type.
func Word[T ~string](word T) types.String { return types.StringValue(string(word)) }

// WordOr is null for nil.
func WordOr[T ~string](word *T) types.String {
	if word == nil {
		return types.StringNull()
	}
	return types.StringValue(string(*word))
}

// Time is RFC 3339 in UTC.
func Time(at time.Time) types.String { return types.StringValue(at.UTC().Format(time.RFC3339Nano)) }

// TimeOr is null for nil.
func TimeOr(at *time.Time) types.String {
	if at == nil {
		return types.StringNull()
	}
	return Time(*at)
}

// Known is the value as a pointer; nil for null and for unknown.
func Known(text types.String) *string {
	if text.IsNull() || text.IsUnknown() {
		return nil
	}
	return text.ValueStringPointer()
}

// Number is the value as a pointer; nil for null and for unknown.
func Number(number types.Int64) *int32 {
	if number.IsNull() || number.IsUnknown() {
		return nil
	}
	narrow := int32(number.ValueInt64())
	return &narrow
}

// Set is a set of strings.
func Set[T ~string](words []T) types.Set {
	elements := make([]attr.Value, 0, len(words))
	for _, word := range words {
		elements = append(elements, types.StringValue(string(word)))
	}
	return types.SetValueMust(types.StringType, elements)
}

// Map is a map of strings.
func Map(pairs map[string]string) types.Map {
	elements := make(map[string]attr.Value, len(pairs))
	for key, value := range pairs {
		elements[key] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, elements)
}

// Words are a set's known strings, sorted so that equal sets make equal requests; nil for null and for unknown.
func Words[T ~string](set types.Set) []T {
	if set.IsNull() || set.IsUnknown() {
		return nil
	}
	words := []T{}
	for _, element := range set.Elements() {
		if text, ok := element.(types.String); ok && !text.IsNull() && !text.IsUnknown() {
			words = append(words, T(text.ValueString()))
		}
	}
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	return words
}

// Pairs are a map's strings; nil for null and for unknown.
func Pairs(pairs types.Map) map[string]string {
	if pairs.IsNull() || pairs.IsUnknown() {
		return nil
	}
	known := map[string]string{}
	for key, element := range pairs.Elements() {
		if text, ok := element.(types.String); ok && !text.IsUnknown() {
			known[key] = text.ValueString()
		}
	}
	return known
}

// Whole tells whether a value and everything in it is known.
func Whole(ctx context.Context, value attr.Value) bool {
	terraform, err := value.ToTerraformValue(ctx)
	return err == nil && terraform.IsFullyKnown()
}

// Pointer is a pointer to this value.
func Pointer[T any](value T) *T { return &value }

// List is a list of strings.
func List(words []string) types.List {
	elements := make([]attr.Value, len(words))
	for i, word := range words {
		elements[i] = types.StringValue(word)
	}
	return types.ListValueMust(types.StringType, elements)
}
