package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/allowedcidrs"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/audit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/catalogue"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/cluster"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/databaseuser"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/key"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/member"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/operation"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/organization"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/project"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/serviceaccount"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/token"
)

var resources = []func() resource.Resource{
	organization.Resource.New, organization.IdentityProvider.New, member.Organization.New, serviceaccount.Resource.New, token.Resource.New,
	project.Resource.New, member.Project.New,
	key.Resource.New, key.Policy.New, key.Operation.New,
	cluster.Resource.New, cluster.Operation.New,
	databaseuser.Resource.New, allowedcidrs.Resource.New,
}

var dataSources = []func() datasource.DataSource{
	organization.One.New, organization.All.New, member.OneOfOrganization.New, member.AllOfOrganization.New,
	serviceaccount.One.New, serviceaccount.All.New, token.One.New, token.All.New,
	project.One.New, project.All.New, member.OneOfProject.New, member.AllOfProject.New,
	key.One.New, key.All.New, key.Grant.New, key.Usage.New,
	cluster.One.New, cluster.All.New, cluster.Connection.New, cluster.Nodes.New,
	databaseuser.One.New, databaseuser.All.New, allowedcidrs.Source.New,
	catalogue.Providers.New, catalogue.Regions.New, catalogue.InstanceTypes.New, catalogue.Versions.New, catalogue.Price.New,
	operation.One.New, operation.All.New, audit.All.New,
}

var ephemerals = []func() ephemeral.EphemeralResource{token.NewEphemeral, databaseuser.NewPassword}
