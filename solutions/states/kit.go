package states

import "errors"

// This file belongs to the kit: the words in which a Task speaks.

// State is where a task is in its life.
type State int

// The states. A task begins as Ready, and nothing follows Done.
const (
	Ready   State = iota // it could run: it waits for its turn
	Running              // it has the processor
	Blocked              // it waits for something else, such as data
	Done                 // it has ended
)

// String returns the name of the state.
func (s State) String() string {
	switch s {
	case Ready:
		return "Ready"
	case Running:
		return "Running"
	case Blocked:
		return "Blocked"
	case Done:
		return "Done"
	default:
		return "unknown"
	}
}

// Snapshot is all that there is to know of a task, at one moment.
type Snapshot struct {
	State               State
	Runs, Blocks, Wakes int // accepted calls of Run, Block and Wake
}

// ErrRefused is the error of a call that the task's state does not allow.
var ErrRefused = errors.New("the state of the task does not allow this call")
