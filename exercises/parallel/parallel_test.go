package parallel_test

import (
	"context"
	"errors"
	"fmt"
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
		if _, err := parallel.ReadAll(r.Context(), names, read); err != nil {
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
// the reads end the other way round.
func TestResultsInInputOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(8, 3))
		all, ends := r.Witness(len(names)), lastFirst(r, names)
		read := func(_ context.Context, name string) (string, error) {
			if all.Arrive() {
				<-ends[name]
			}
			if name == names[1] {
				return "", failure(name)
			}
			return contentOf(name), nil
		}
		want := make([]string, len(names))
		for i, name := range names {
			want[i] = contentOf(name)
		}
		want[1] = ""

		r.Open()
		got, _ := parallel.ReadAll(r.Context(), names, read)
		if !slices.Equal(got, want) {
			r.Errorf("ReadAll() = %q; want %q", got, want)
		}
		r.Join()
	})
}

// Every error comes back, in the order of the names, although the reads end the other
// way round.
func TestErrorsJoinedInInputOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(8, 3))
		all, ends := r.Witness(len(names)), lastFirst(r, names)
		read := func(_ context.Context, name string) (string, error) {
			if all.Arrive() {
				<-ends[name]
			}
			if slices.Index(names, name)%2 == 0 {
				return "", failure(name)
			}
			return contentOf(name), nil
		}
		var want []string
		for i := 0; i < len(names); i += 2 {
			want = append(want, failure(names[i]).Error())
		}

		r.Open()
		_, err := parallel.ReadAll(r.Context(), names, read)
		if got := joined(err); !slices.Equal(got, want) {
			r.Errorf("ReadAll() errors = %q; want %q", got, want)
		}
		r.Join()
	})
}

// A cancel reaches every read. Each of them needs a while to stop, and ReadAll returns
// only when the last one has.
func TestCancelWaitsForEveryRead(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		names := sources(r.Size(8, 3))
		all := r.Witness(len(names))
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		deaf, stop := make(chan struct{}), make(chan struct{})
		var running atomic.Int32
		read := func(ctx context.Context, name string) (string, error) {
			running.Add(1)
			defer running.Add(-1)
			if !all.Arrive() {
				return "", context.Canceled
			}
			select {
			case <-ctx.Done():
			case <-deaf:
				r.Errorf("read(%q) has a context that the cancel does not reach", name)
			}
			<-stop
			return "", context.Canceled
		}
		r.Go("cancel", func() {
			r.Settle() // all reads are in flight
			cancel()
			r.Settle() // those that can know of the cancel know
			close(deaf)
			r.Settle() // a ReadAll that does not wait has returned
			close(stop)
		})

		r.Open()
		_, err := parallel.ReadAll(ctx, names, read)
		if n := running.Load(); n != 0 {
			r.Errorf("ReadAll() returned with %d of %d reads still running; want 0", n, len(names))
		}
		if !errors.Is(err, context.Canceled) {
			r.Errorf("ReadAll() error = %v; want one that is %v", err, context.Canceled)
		}
		r.Join()
	})
}

// sources returns n names.
func sources(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("source %d", i)
	}
	return names
}

func contentOf(name string) string { return "content of " + name }

// failure is the error of the read of one source.
type failure string

func (f failure) Error() string { return string(f) + " failed" }

// lastFirst returns a channel for each name. When all reads wait at theirs, they are
// closed one by one, the last name's first. Before the next one is closed, ReadAll has
// done all that it does about the read before.
func lastFirst(r *harness.Run, names []string) map[string]<-chan struct{} {
	ends := make(map[string]<-chan struct{}, len(names))
	gates := make([]chan struct{}, len(names))
	for i, name := range names {
		gates[i] = make(chan struct{})
		ends[name] = gates[i]
	}
	r.Go("last first", func() {
		for _, gate := range slices.Backward(gates) {
			r.Settle()
			close(gate)
		}
	})
	return ends
}

// joined returns the messages of the errors that err joins or wraps, in order,
// however deep they are.
func joined(err error) []string {
	var messages []string
	switch e := err.(type) {
	case nil:
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
