package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func clientOf(t *testing.T, handler http.HandlerFunc) *API {
	t.Helper()
	Pauses = func(int) time.Duration { return time.Millisecond }
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	endpoint, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	api, err := New(endpoint, "secret", "test")
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func answer(writer http.ResponseWriter, status int, kind, body string) {
	writer.Header().Set("Content-Type", kind)
	writer.WriteHeader(status)
	_, _ = io.WriteString(writer, body)
}

func TestRepeatsWithOneKeyAndTheWholeBody(t *testing.T) {
	keys, bodies := map[string]bool{}, []string{}
	api := clientOf(t, func(writer http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		keys[request.Header.Get("Idempotency-Key")] = true
		bodies = append(bodies, string(body))
		if len(bodies) < 3 {
			writer.Header().Set("Retry-After", "0")
			answer(writer, http.StatusTooManyRequests, "application/problem+json", `{"code":"rate-limited"}`)
			return
		}
		answer(writer, http.StatusCreated, "application/json", `{"id":"prj_1","name":"orders"}`)
	})
	project, err := Call[ProjectResponse](api.CreateProject(context.Background(), nil, CreateProjectRequest{Name: "orders"}))
	if err != nil || project.Id != "prj_1" {
		t.Fatal(project, err)
	}
	if len(keys) != 1 || keys[""] {
		t.Errorf("one intention has one key: %v", keys)
	}
	if len(bodies) != 3 || bodies[0] != bodies[2] || bodies[0] == "" {
		t.Errorf("every repetition has the whole body: %v", bodies)
	}
}

func TestProblemKeepsEveryFieldAndHint(t *testing.T) {
	api := clientOf(t, func(writer http.ResponseWriter, _ *http.Request) {
		answer(writer, 422, "application/problem+json", `{"code":"a","detail":"x","traceId":"t1","errors":[
			{"code":"region-unknown","field":"dataCenters[0].region","detail":"There is no region.","hint":"Known: r."},
			{"code":"cidr-invalid","field":"allowedCidrs[0]","detail":"No network."}]}`)
	})
	_, err := Call[ProjectResponse](api.GetProject(context.Background(), "prj_1"))
	var refusal *Refusal
	if !errors.As(err, &refusal) || len(refusal.Details) != 2 || refusal.Details[0].Hint != "Known: r." || refusal.TraceID != "t1" {
		t.Fatalf("%+v", err)
	}
	if !IsRefused(err, "cidr-invalid") || IsGone(err) {
		t.Error("codes tell what it is")
	}
}

func TestPageOfAProxyIsNamedAsWhatItIs(t *testing.T) {
	for _, status := range []int{200, 404, 403} {
		api := clientOf(t, func(writer http.ResponseWriter, _ *http.Request) { answer(writer, status, "text/html", "<html>") })
		_, err := Call[ProjectResponse](api.GetProject(context.Background(), "prj_1"))
		if !IsRefused(err, CodeNotKanesh) || IsGone(err) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestGivesUpWhereNobodyEverAnswered(t *testing.T) {
	endpoint, _ := url.Parse("http://127.0.0.1:9")
	api, err := New(endpoint, "secret", "test")
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := api.Me(context.Background()); err == nil {
		t.Fatal("nobody is there")
	}
	if time.Since(began) > 10*time.Second {
		t.Error("a wrong endpoint shows soon")
	}
}

func TestEndOfAnOperationIsTold(t *testing.T) {
	Poll = func(time.Duration) time.Duration { return time.Millisecond }
	states := []string{"QUEUED", "RUNNING", "FAILED"}
	api := clientOf(t, func(writer http.ResponseWriter, _ *http.Request) {
		state := states[0]
		if len(states) > 1 {
			states = states[1:]
		}
		answer(writer, 200, "application/json", `{"id":"op_1","runbook":"create-cluster","percent":40,"steps":[],"state":"`+state+`","waitingFor":"engines",
			"error":{"code":"c","message":"No machine came up.","hint":"Retry."}}`)
	})
	err := api.Await(context.Background(), "op_1")
	var failure *Failure
	if !errors.As(err, &failure) || !strings.Contains(err.Error(), "No machine came up. Retry.") {
		t.Fatal(err)
	}
}

func TestTimeoutSaysWhatIsWaitedFor(t *testing.T) {
	Poll = func(time.Duration) time.Duration { return time.Millisecond }
	api := clientOf(t, func(writer http.ResponseWriter, _ *http.Request) {
		answer(writer, 200, "application/json", `{"id":"op_1","runbook":"create-cluster","percent":40,"steps":[],"state":"RUNNING","waitingFor":"machine 3 to boot"}`)
	})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	err := api.Await(ctx, "op_1")
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "machine 3 to boot") {
		t.Fatal(err)
	}
}

func TestListIsReadToItsEnd(t *testing.T) {
	next := map[string]string{"": "b", "b": "c"}
	items, err := All(context.Background(), 0, func(token *string) (Page[string], error) {
		at := word(token)
		page := Page[string]{Items: []string{"item" + at}}
		if more := next[at]; more != "" {
			page.NextPageToken = &more
		}
		return page, nil
	})
	if err != nil || strings.Join(items, " ") != "item itemb itemc" {
		t.Error(items, err)
	}
}
