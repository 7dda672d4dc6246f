package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// Refusal is an answer of the API that is no success, or an answer of something that is not the API.
type Refusal struct {
	Status        int
	Method, Path  string
	TraceID       string
	Details       []Detail
	isNoAPIAnswer bool
}

// Detail is one thing that is wrong: which field, why, and what would be right.
type Detail struct {
	Code, Field, Message, Hint string
}

// Error is everything in one line; diagnostics are made of the details.
func (r *Refusal) Error() string {
	words := make([]string, 0, len(r.Details))
	for _, detail := range r.Details {
		words = append(words, strings.TrimSpace(detail.Message+" "+detail.Hint))
	}
	return fmt.Sprintf("%s %s answered %d: %s", r.Method, r.Path, r.Status, strings.Join(words, " "))
}

// Has tells whether one of the details has this code.
func (r *Refusal) Has(code string) bool {
	for _, detail := range r.Details {
		if detail.Code == code {
			return true
		}
	}
	return false
}

// IsGone tells whether what was asked for does not exist (any more).
func IsGone(err error) bool {
	var refusal *Refusal
	return errors.As(err, &refusal) && refusal.Status == http.StatusNotFound && !refusal.isNoAPIAnswer
}

// IsRefused tells whether the API refused with this code.
func IsRefused(err error, code string) bool {
	var refusal *Refusal
	return errors.As(err, &refusal) && refusal.Has(code)
}

// Call reads the body of a generated client's answer: `Call[ProjectResponse](api.GetProject(ctx, id))`.
func Call[T any](response *http.Response, err error) (T, error) {
	body, _, err := CallWithHeader[T](response, err)
	return body, err
}

// CallWithHeader also gives the answer's header, for Location and ETag.
func CallWithHeader[T any](response *http.Response, err error) (T, http.Header, error) {
	var body T
	if err != nil {
		return body, nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return body, nil, fmt.Errorf("the answer of %s broke off: %w", response.Request.URL.Path, err)
	}
	if response.StatusCode >= 300 {
		return body, nil, refused(response, text)
	}
	if !isJSON(response) {
		return body, nil, noAPI(response)
	}
	if err := json.Unmarshal(text, &body); err != nil {
		return body, nil, fmt.Errorf("the answer of %s is not what its document says: %w", response.Request.URL.Path, err)
	}
	return body, response.Header, nil
}

// Done is Call for an answer without a body.
func Done(response *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode < 300 {
		discard(response)
		return nil
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return fmt.Errorf("the answer of %s broke off: %w", response.Request.URL.Path, err)
	}
	return refused(response, text)
}

func refused(response *http.Response, text []byte) error {
	var problem Problem
	if !isJSON(response) || json.Unmarshal(text, &problem) != nil || problem.Code == nil {
		return noAPI(response)
	}
	refusal := about(response)
	refusal.TraceID = word(problem.TraceId)
	if problem.Errors != nil && len(*problem.Errors) > 0 {
		for _, one := range *problem.Errors {
			refusal.Details = append(refusal.Details, Detail{word(one.Code), word(one.Field), word(one.Detail), word(one.Hint)})
		}
		return refusal
	}
	refusal.Details = []Detail{{word(problem.Code), word(problem.Field), word(problem.Detail), word(problem.Hint)}}
	return refusal
}

// noAPI is the answer of a web server, a proxy or a login page where the API was expected.
func noAPI(response *http.Response) error {
	refusal := about(response)
	refusal.isNoAPIAnswer = true
	kind := response.Header.Get("Content-Type")
	if kind == "" {
		kind = "nothing"
	}
	refusal.Details = []Detail{{
		Code:    CodeNotKanesh,
		Message: fmt.Sprintf("%s answered with %s (status %d), which is not an answer of Kanesh's API.", response.Request.URL.Host, kind, response.StatusCode),
		Hint:    "Look at the provider's endpoint: scheme, host and port of a control plane, without a path, e.g. http://127.0.0.1:8080.",
	}}
	return refusal
}

// CodeNotKanesh marks an answer that did not come from the API.
const CodeNotKanesh = "not-kanesh"

func about(response *http.Response) *Refusal {
	return &Refusal{Status: response.StatusCode, Method: response.Request.Method, Path: response.Request.URL.Path}
}

func isJSON(response *http.Response) bool {
	kind, _, err := mime.ParseMediaType(response.Header.Get("Content-Type"))
	return err == nil && (kind == "application/json" || kind == "application/problem+json")
}

func word(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
