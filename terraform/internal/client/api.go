// Package client talks to Kanesh's API. api.gen.go is generated from the control plane's checked-in OpenAPI document; what is
// written by hand around it are the retries, the problems and the wait for an operation.
package client

//go:generate go tool oapi-codegen -config oapi.yaml ../../../control-plane/openapi/control-plane.v1.json

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// API is the generated client with credentials and retries. It is safe for concurrent use.
type API struct {
	*Client
	// Catalogue keeps what the plan-time validation looks up, for the life of this process.
	Catalogue *Catalogue
	// Mine holds what this process has read for a state: "project/name" of clusters. One of those that is planned anew is being
	// replaced: its name is taken by itself.
	Mine sync.Map
}

// requestTimeout is how long one answer may take. Nothing in the API waits longer than half a minute before it answers.
const requestTimeout = 60 * time.Second

// New makes a client for the API at this endpoint (scheme, host and port; no path). It does not connect.
//
//	agent: what the User-Agent header says.
func New(endpoint *url.URL, token, agent string) (*API, error) {
	transport := &retrying{
		next:   http.DefaultTransport.(*http.Transport).Clone(),
		token:  token,
		agent:  agent,
		pauses: Pauses,
		limit:  outageLimit,
	}
	raw, err := NewClient(endpoint.String(), WithHTTPClient(&http.Client{Transport: transport, Timeout: 0}))
	if err != nil {
		return nil, err
	}
	api := &API{Client: raw}
	api.Catalogue = &Catalogue{api: api}
	return api, nil
}

// Me asks who the token is: the first request of every run, because a wrong endpoint and a wrong token show here.
func (a *API) Me(ctx context.Context) (MeResponse, error) {
	return Call[MeResponse](a.GetMe(ctx))
}
