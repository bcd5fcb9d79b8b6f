package gather

import "context"

// Task is a piece of work that takes its time. When ctx ends it stops as soon as it can.
//
// This file belongs to the kit: All gets its tasks from the caller.
type Task[T any] func(ctx context.Context) (T, error)
