// Package imports names its imports in all ways.
package imports

import (
	stdctx "context"
	sy "sync"
	"sync/atomic"
	tm "time"
	_ "unsafe"
)

// Box uses renamed packages in its fields.
type Box struct {
	sy.Mutex
	once  sy.Once
	n     atomic.Int32
	after func(tm.Duration) <-chan tm.Time
}

// NewBox is made with a function value of a renamed package.
func NewBox() *Box { return &Box{after: tm.After} }

// Lockable is an alias of a shimmed type.
type Lockable = sy.Locker

// Deadline is defined on a shimmed type.
type Deadline tm.Duration

// Within runs f until d has passed.
func Within(d Deadline, f func(stdctx.Context) error) error {
	ctx, cancel := stdctx.WithTimeout(stdctx.Background(), tm.Duration(d))
	defer cancel()
	return f(ctx)
}

// Guard embeds an interface of a shimmed package and an alias.
type Guard struct {
	Lockable
	Ctx stdctx.Context
}
