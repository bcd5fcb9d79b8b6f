package parallel

import "context"

// ReadFunc reads the source called name. It takes its time, and most of that is
// waiting. When ctx is cancelled it stops as soon as it can. With an error it returns
// the empty string. It may be called by many goroutines at once.
//
// This file belongs to the kit: ReadAll gets its ReadFunc from the caller.
type ReadFunc func(ctx context.Context, name string) (string, error)
