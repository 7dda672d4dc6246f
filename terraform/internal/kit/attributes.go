package kit

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Attributes of data sources, in one line each.

// Given must be in the configuration.
func Given(about string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: about, Required: true}
}

// Filter may be in the configuration.
func Filter(about string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: about, Optional: true}
}

// Either is given or found.
func Either(about string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: about, Optional: true, Computed: true}
}

// Text is found.
func Text(about string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: about, Computed: true}
}

// Flag is found.
func Flag(about string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: about, Computed: true}
}

// Count is found.
func Count(about string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: about, Computed: true}
}

// Amount is found.
func Amount(about string) schema.Float64Attribute {
	return schema.Float64Attribute{MarkdownDescription: about, Computed: true}
}

// Texts are found, in no order.
func Texts(about string) schema.SetAttribute {
	return schema.SetAttribute{MarkdownDescription: about, Computed: true, ElementType: types.StringType}
}

// Row are found, in the API's order.
func Row(about string) schema.ListAttribute {
	return schema.ListAttribute{MarkdownDescription: about, Computed: true, ElementType: types.StringType}
}

// Pairs are found.
func Pairs(about string) schema.MapAttribute {
	return schema.MapAttribute{MarkdownDescription: about, Computed: true, ElementType: types.StringType}
}

// Items are found, in the API's order.
func Items(about string, each map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		MarkdownDescription: about, Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: each},
	}
}

// With is these attributes and more; what is in both is as in more.
func With(attributes, more map[string]schema.Attribute) map[string]schema.Attribute {
	all := make(map[string]schema.Attribute, len(attributes)+len(more))
	for name, attribute := range attributes {
		all[name] = attribute
	}
	for name, attribute := range more {
		all[name] = attribute
	}
	return all
}
