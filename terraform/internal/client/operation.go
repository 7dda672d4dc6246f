package client

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// Poll is the pause before the next look at what has been waited for so long; tests shorten it. It is a thirtieth of the wait, so
// that at most that part of it is lost.
var Poll = func(waited time.Duration) time.Duration {
	return min(max(waited/30, 250*time.Millisecond), 5*time.Second)
}

// Failure is an operation that ended without success.
type Failure struct {
	Operation OperationResponse
}

func (f *Failure) Error() string {
	operation := f.Operation
	text := fmt.Sprintf("Operation %s (%s) ended as %s.", operation.Id, operation.Runbook, operation.State)
	if operation.Error != nil {
		text += " " + operation.Error.Message
		if operation.Error.Hint != nil {
			text += " " + *operation.Error.Hint
		}
	}
	return text
}

// Unfinished is a wait that ended before the operation did: the timeout passed, or the run was cancelled.
type Unfinished struct {
	Operation OperationResponse
	Cause     error
}

func (u *Unfinished) Error() string {
	return fmt.Sprintf("Operation %s (%s) is at %d %%%s. It goes on without us; the next apply waits for it.",
		u.Operation.Id, u.Operation.Runbook, u.Operation.Percent, waiting(u.Operation))
}

func (u *Unfinished) Unwrap() error { return u.Cause }

// Await waits until the operation has ended, and logs each step and what it waits for. The context's deadline is the timeout.
func (a *API) Await(ctx context.Context, id string) error {
	last, seen, began := OperationResponse{Id: id}, "", time.Now()
	for {
		operation, err := Call[OperationResponse](a.GetOperation(ctx, id))
		if ctx.Err() != nil {
			return &Unfinished{last, ctx.Err()}
		}
		if err != nil {
			return err
		}
		last = operation
		if now := progress(operation); now != seen {
			tflog.Info(ctx, "operation "+id, map[string]any{
				"runbook": operation.Runbook, "percent": operation.Percent, "step": step(operation), "waitingFor": word(operation.WaitingFor),
			})
			seen = now
		}
		switch operation.State {
		case "SUCCEEDED":
			return nil
		case "FAILED", "CANCELLED":
			return &Failure{operation}
		}
		if err := Sleep(ctx, Poll(time.Since(began))); err != nil {
			return &Unfinished{last, err}
		}
	}
}

// OperationOf is the operation that a Location header names; "" for none.
func OperationOf(location string) string {
	_, id, _ := strings.Cut(location, "/operations/")
	return id
}

func progress(operation OperationResponse) string {
	return fmt.Sprintf("%s %d %s %s", operation.State, operation.Percent, step(operation), word(operation.WaitingFor))
}

// step is the name of the step at work.
func step(operation OperationResponse) string {
	for _, one := range operation.Steps {
		if one.State != "DONE" && one.State != "PENDING" && one.State != "UNDONE" {
			return one.Name
		}
	}
	return ""
}

func waiting(operation OperationResponse) string {
	if operation.WaitingFor == nil {
		return ""
	}
	return " and waits for: " + *operation.WaitingFor
}
