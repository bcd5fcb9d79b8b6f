// Package lin checks that a data structure is linearizable: that every concurrent history
// of calls could have come from the calls one after the other, each at some moment between
// its start and its return (Herlihy and Wing, TOPLAS 1990). The check itself is Porcupine's
// (Athalye; after Horn and Kroening, FORTE 2015).
//
// It works in any test. In one that is explored, time is the scheduler's count of steps,
// so that the order of calls and returns is exact, and the exploration shows the history of
// the simplest schedule that no order of the calls explains.
package lin

import (
	"fmt"
	"sort"
	"strings"

	"github.com/anishathalye/porcupine"

	"racekit/grader/explore/lin/tick"
)

// Model says what the calls would do one after the other.
type Model[State comparable] struct {
	// Init is the state before the first call.
	Init State
	// Step reports whether a call with this input may give this output in a state, and the
	// state after it.
	Step func(s State, input, output any) (bool, State)
	// Describe is a call as text, "push(1) -> ok"; nil: the values as they are.
	Describe func(input, output any) string
}

// TestingT is what Check needs of a test.
type TestingT interface {
	Helper()
	Errorf(format string, args ...any)
}

// History is the calls of one execution.
type History[State comparable] struct {
	model   Model[State]
	clock   tick.Clock
	clients []*Client
}

// New returns an empty history.
func New[State comparable](m Model[State]) *History[State] {
	if m.Describe == nil {
		m.Describe = func(input, output any) string { return fmt.Sprintf("%v -> %v", input, output) }
	}
	return &History[State]{model: m}
}

// Client makes the calls of one goroutine, one after the other.
type Client struct {
	id    int
	clock *tick.Clock
	calls []porcupine.Operation
}

// Client returns a new client, for one goroutine. It is called before the goroutines are
// started, from the one that starts them.
func (h *History[State]) Client() *Client {
	c := &Client{id: len(h.clients), clock: &h.clock}
	h.clients = append(h.clients, c)
	return c
}

// Do makes a call and returns what it returned.
func (c *Client) Do(input any, call func() any) any {
	at := c.clock.Next()
	output := call()
	c.calls = append(c.calls, porcupine.Operation{ClientId: c.id, Input: input, Call: at, Output: output, Return: c.clock.Next()})
	return output
}

// Check fails t if the history is not linearizable. It is called when all clients are
// done.
func (h *History[State]) Check(t TestingT) {
	t.Helper()
	var calls []porcupine.Operation
	for _, c := range h.clients {
		calls = append(calls, c.calls...)
	}
	if porcupine.CheckOperations(h.porcupine(), calls) {
		return
	}
	sort.Slice(calls, func(i, j int) bool { return calls[i].Call < calls[j].Call })
	var lines []string
	for _, c := range calls {
		lines = append(lines, fmt.Sprintf("client %d: %s  [%d, %d]", c.ClientId, h.model.Describe(c.Input, c.Output), c.Call, c.Return))
	}
	t.Errorf("not linearizable: no order of these calls explains what they returned:\n%s", strings.Join(lines, "\n"))
}

func (h *History[State]) porcupine() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return h.model.Init },
		Step: func(s, input, output any) (bool, any) {
			state, ok := s.(State)
			if !ok {
				return false, s
			}
			ok, next := h.model.Step(state, input, output)
			return ok, next
		},
		Equal:             func(a, b any) bool { return a == b },
		DescribeOperation: h.model.Describe,
	}
}
