// Package gather runs tasks together and collects their results.
package gather

import (
	"context"
	"fmt"
	"log"
)

const verbose = false

func debug(args ...any) {
	if verbose {
		log.Println(args...)
	}
}

// asyncTask is what asyncio.create_task returns: it is running already.
type asyncTask[T any] struct {
	name   string
	done   chan struct{}
	result T
}

// taskGroup is asyncio.TaskGroup.
type taskGroup[T any] struct {
	ctx    context.Context
	cancel context.CancelFunc
	errors chan error // room for one: the first error
	tasks  []*asyncTask[T]
}

func (tg *taskGroup[T]) createTask(coro Task[T]) {
	t := &asyncTask[T]{
		name: fmt.Sprint("Task-", len(tg.tasks)+1),
		done: make(chan struct{}),
	}
	tg.tasks = append(tg.tasks, t)
	go func() {
		defer close(t.done)
		result, err := coro(tg.ctx)
		if err != nil {
			select {
			case tg.errors <- err:
				debug(t.name, "failed first:", err)
				tg.cancel()
			default:
				debug(t.name, "failed too, dropped:", err)
			}
			return
		}
		t.result = result
	}()
}

// exit is __aexit__: it awaits all tasks, whatever happened.
func (tg *taskGroup[T]) exit() error {
	for _, t := range tg.tasks {
		<-t.done
	}
	tg.cancel()
	select {
	case err := <-tg.errors:
		return err
	default:
		return nil
	}
}

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	tg := &taskGroup[T]{errors: make(chan error, 1)}
	tg.ctx, tg.cancel = context.WithCancel(ctx)

	for _, coro := range tasks {
		tg.createTask(coro)
	}
	if err := tg.exit(); err != nil {
		return nil, err
	}

	results := []T{}
	for _, t := range tg.tasks {
		results = append(results, t.result)
	}
	return results, nil
}
