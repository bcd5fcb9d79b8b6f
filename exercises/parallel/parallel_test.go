package parallel_test

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"testing"

	"racekit/grader/harness"

	"racekit/exercises/parallel"
)

// All reads are in flight together, also when they are many, and each name is read
// once. With no names there is nothing to wait for.
func TestAllInFlight(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(100, 3))
		all := r.Witness(len(names))
		calls := make([]atomic.Int32, len(names))
		read := func(_ context.Context, name string) (string, error) {
			if i := slices.Index(names, name); i >= 0 {
				calls[i].Add(1)
			}
			all.Arrive()
			return contentOf(name), nil
		}
		if _, err := parallel.ReadAll(r.Context(), slices.Clone(names), read); err != nil {
			r.Errorf("ReadAll() error = %v; want nil", err)
		}
		for i, name := range names {
			if n := calls[i].Load(); n != 1 {
				r.Errorf("read(%q) was called %d times; want 1", name, n)
			}
		}
		if got, err := parallel.ReadAll(r.Context(), nil, read); len(got) != 0 || err != nil {
			r.Errorf("ReadAll() without names = %q, %v; want [], nil", got, err)
		}
	})
}

// Contents come back in the order of the names, with "" where a read failed, although
// the reads end the other way round. A name that comes twice is read twice, and each
// read has its own place.
func TestResultsInInputOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(8, 3))
		all, ends := r.Witness(len(names)), lastFirst(r, names, nil)
		read := func(_ context.Context, name string) (string, error) {
			if all.Arrive() {
				<-ends[name]
			}
			if name == names[1] {
				return "", failure{name, io.ErrUnexpectedEOF}
			}
			return contentOf(name), nil
		}
		want := make([]string, len(names))
		for i, name := range names {
			want[i] = contentOf(name)
		}
		want[1] = ""

		r.Open()
		got, _ := parallel.ReadAll(r.Context(), slices.Clone(names), read)
		if !slices.Equal(got, want) {
			r.Errorf("ReadAll() = %q; want %q", got, want)
		}
		r.Join()

		var calls atomic.Int32
		got, _ = parallel.ReadAll(r.Context(), []string{"twin", "twin"}, func(context.Context, string) (string, error) {
			return fmt.Sprintf("read %d", calls.Add(1)), nil
		})
		slices.Sort(got) // either place may be the one that is read first
		if want := []string{"read 1", "read 2"}; !slices.Equal(got, want) {
			r.Errorf("ReadAll(%q), sorted = %q; want %q", []string{"twin", "twin"}, got, want)
		}
	})
}

// Every error comes back, in the order of the names, although the reads end the other
// way round. A read that fails does not disturb those that are still in flight.
func TestErrorsJoinedInInputOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(8, 3))
		all, ends := r.Witness(len(names)), lastFirst(r, names, nil)
		read := func(ctx context.Context, name string) (string, error) {
			if all.Arrive() {
				<-ends[name] // others have failed by now, and ReadAll has done what it does about it
			}
			if err := ctx.Err(); err != nil {
				r.Errorf("read(%q) in flight: ctx.Err() = %v; want nil", name, err)
			}
			return halfFail(names, name, io.ErrUnexpectedEOF)
		}

		_, want := halfFailed(names, io.ErrUnexpectedEOF)
		r.Open()
		_, err := parallel.ReadAll(r.Context(), slices.Clone(names), read)
		if got := joined(err); !slices.Equal(got, want) {
			r.Errorf("ReadAll() errors = %q; want %q", got, want)
		}
		r.Join()

		var calls atomic.Int32
		_, err = parallel.ReadAll(r.Context(), []string{"twin", "twin"}, func(context.Context, string) (string, error) {
			return "", failure{fmt.Sprintf("read %d", calls.Add(1)), io.ErrUnexpectedEOF}
		})
		got := joined(err)
		slices.Sort(got) // either may be the one that is read first
		if want := []string{"read 1: unexpected EOF", "read 2: unexpected EOF"}; !slices.Equal(got, want) {
			r.Errorf("ReadAll(%q) errors, sorted = %q; want %q", []string{"twin", "twin"}, got, want)
		}
	})
}

// A cancel reaches every read. Each of them needs a while to stop, and ReadAll returns
// only when the last one has, with what they returned. It is no different when the
// cancel came before the call.
func TestCancelWaitsForEveryRead(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(8, 3))
		ctx, cancel := context.WithCancel(r.Context())
		all, ends := r.Witness(len(names)), lastFirst(r, names, cancel)
		var running atomic.Int32
		read := func(ctx context.Context, name string) (string, error) {
			running.Add(1)
			defer running.Add(-1)
			if _, limited := ctx.Deadline(); limited {
				r.Errorf("read(%q): ctx has a deadline; want the caller's ctx, without one", name)
			}
			if all.Arrive() {
				<-ends[name]
				if ctx.Err() == nil {
					r.Errorf("read(%q): ctx.Err() = nil after the caller's cancel; want %v", name, context.Canceled)
				}
			}
			return halfFail(names, name, context.Canceled)
		}

		r.Open()
		contents, errs := halfFailed(names, context.Canceled)
		for _, cancelled := range []string{"in flight", "before the call"} {
			got, err := parallel.ReadAll(ctx, slices.Clone(names), read)
			if n := running.Load(); n != 0 {
				r.Errorf("cancelled %s: ReadAll() returned with %d of %d reads still running; want 0", cancelled, n, len(names))
			}
			if !slices.Equal(got, contents) || !slices.Equal(joined(err), errs) {
				r.Errorf("cancelled %s: ReadAll() = %q, errors %q; want %q, errors %q", cancelled, got, joined(err), contents, errs)
			}
		}
		r.Join()
	})
}

// sources returns n names. ReadAll gets a clone of them: what is wanted of it must not change
// with what it makes of its arguments.
func sources(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("source %d", i)
	}
	return names
}

func contentOf(name string) string { return "content of " + name }

// failure is the error of the read of one source.
type failure struct {
	name  string
	cause error
}

func (f failure) Error() string { return f.name + ": " + f.cause.Error() }

func (f failure) Unwrap() error { return f.cause }

// halfFail is how the read of one of names ends: every other one fails.
func halfFail(names []string, name string, cause error) (string, error) {
	if slices.Index(names, name)%2 == 0 {
		return "", failure{name, cause}
	}
	return contentOf(name), nil
}

// halfFailed returns the contents and the messages of the errors that ReadAll returns
// if its reads end like halfFail.
func halfFailed(names []string, cause error) (contents, messages []string) {
	for _, name := range names {
		content, err := halfFail(names, name, cause)
		contents = append(contents, content)
		messages = append(messages, joined(err)...)
	}
	return contents, messages
}

// lastFirst returns a channel for each name. When all reads wait at theirs, it calls
// first, if there is one, and then closes them one by one, the last name's first. Before
// each close, ReadAll has done all that it does about what came before.
func lastFirst(r *harness.Run, names []string, first func()) map[string]<-chan struct{} {
	ends := make(map[string]<-chan struct{}, len(names))
	gates := make([]chan struct{}, len(names))
	for i, name := range names {
		gates[i] = make(chan struct{})
		ends[name] = gates[i]
	}
	r.Go("last first", func() {
		if first != nil {
			r.Settle()
			first()
		}
		for _, gate := range slices.Backward(gates) {
			r.Settle()
			close(gate)
		}
	})
	return ends
}

// joined returns the messages of the errors that err joins or wraps, in order,
// however deep they are. A failure is one of them, not what caused it.
func joined(err error) []string {
	var messages []string
	switch e := err.(type) {
	case nil:
	case failure:
		messages = []string{e.Error()}
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			messages = append(messages, joined(one)...)
		}
	case interface{ Unwrap() error }:
		messages = joined(e.Unwrap())
	default:
		messages = []string{e.Error()}
	}
	return messages
}
