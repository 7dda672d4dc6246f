// Command terraform-provider-kanesh is the provider `kanesh` for OpenTofu and Terraform.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider"
)

// version is set by the release build.
var version = "dev"

// Address is where the registries know the provider.
const Address = "registry.opentofu.org/kanesh-io/kanesh"

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger to attach")
	flag.Parse()
	options := providerserver.ServeOpts{Address: Address, Debug: *debug, ProtocolVersion: 6}
	if err := providerserver.Serve(context.Background(), provider.New(version), options); err != nil {
		log.Fatal(err)
	}
}
