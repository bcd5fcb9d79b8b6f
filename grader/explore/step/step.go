// Package step is the vocabulary of controlled execution: what one goroutine does in
// one step of a schedule, and what a scheduler may choose from before each.
//
// It is a leaf. Package sched executes steps, package search chooses them, package
// trace tells them to people.
package step

// Kind is what a goroutine does in one step.
type Kind uint8

// The kinds of steps.
const (
	// None: nothing is pending.
	None Kind = iota
	// Start is the first step of a goroutine; Resume goes on after it was woken.
	Start
	Resume
	Spawn
	Exit
	// Yield gives the turn to others: runtime.Gosched.
	Yield
	ChanSend
	ChanRecv
	ChanClose
	ChanLen
	Select
	Lock
	Unlock
	TryLock
	RLock
	RUnlock
	TryRLock
	GroupAdd
	GroupWait
	Once
	CondWait
	CondSignal
	CondBroadcast
	AtomicLoad
	AtomicStore
	AtomicAdd
	AtomicSwap
	AtomicCAS
	PoolGet
	PoolPut
	SyncMapRead
	SyncMapWrite
	Sleep
	TimerStart
	TimerStop
	// Clock moves virtual time to the next timer and fires it; ClockRead looks at it.
	Clock
	ClockRead
	Cancel
	ContextErr
	Random
	// Settle waits until nothing else can run.
	Settle
	// MemRead and MemWrite touch a plain variable, MapRead and MapWrite a plain map.
	MemRead
	MemWrite
	MapRead
	MapWrite
	// Count asks how many goroutines there are.
	Count
	kinds
)

var names = [kinds]string{
	None: "none", Start: "start", Resume: "resume", Spawn: "go", Exit: "exit", Yield: "yield",
	ChanSend: "chan send", ChanRecv: "chan receive", ChanClose: "close", ChanLen: "len", Select: "select",
	Lock: "Lock", Unlock: "Unlock", TryLock: "TryLock", RLock: "RLock", RUnlock: "RUnlock", TryRLock: "TryRLock",
	GroupAdd: "Add", GroupWait: "Wait", Once: "Do", CondWait: "cond Wait", CondSignal: "Signal", CondBroadcast: "Broadcast",
	AtomicLoad: "atomic load", AtomicStore: "atomic store", AtomicAdd: "atomic add", AtomicSwap: "atomic swap", AtomicCAS: "atomic compare-and-swap",
	PoolGet: "Get", PoolPut: "Put", SyncMapRead: "map load", SyncMapWrite: "map store",
	Sleep: "sleep", TimerStart: "timer start", TimerStop: "timer stop", Clock: "clock", ClockRead: "now",
	Cancel: "cancel", ContextErr: "ctx.Err", Random: "random", Settle: "settle",
	MemRead: "read", MemWrite: "write", MapRead: "map read", MapWrite: "map write",
	Count: "goroutines",
}

// String is the name in traces and in recorded runs.
func (k Kind) String() string {
	if k < kinds {
		return names[k]
	}
	return "unknown"
}

// ParseKind is the reverse of String.
func ParseKind(name string) (Kind, bool) {
	for k, n := range names {
		if n == name {
			return Kind(k), true
		}
	}
	return None, false
}

// Reads reports whether two steps of this kind on one object commute: neither sees
// what the other did.
func (k Kind) Reads() bool {
	switch k {
	case ChanLen, RLock, RUnlock, AtomicLoad, SyncMapRead, ClockRead, ContextErr, MemRead, MapRead:
		return true
	}
	return false
}

// Option is a step that may come next.
type Option struct {
	// G is the goroutine's number in this schedule, -1 for the clock.
	G int32
	// Kind and Object are the step that is pending. Object is 0 where there is none.
	Kind   Kind
	Object int32
}

// Choice is a decision with at least two options.
type Choice struct {
	// Options are the goroutines that can run, the one that ran last first if it can go
	// on and did not give up its turn, then the others by number, beginning behind that
	// one, then the clock if time may move though goroutines can run. It is nil for a
	// Branch, and is only valid during the call.
	Options []Option
	// N is how many options there are.
	N int
	// Branch: the running goroutine goes one of N ways (a select with several cases
	// ready, the order of timers of the same instant); no other goroutine comes between.
	Branch bool
	// Preempts: every option but the first takes the turn from a goroutine that could
	// have gone on.
	Preempts bool
	// State is a signature of the happens-before relation so far and of who has the
	// turn: of two schedules with equal signatures, the same can follow.
	State uint64
	// Step counts the steps so far, Preemptions those among them that took the turn.
	Step        int
	Preemptions int
}

// Prune as an answer to a Choice abandons the schedule: what can follow is known.
const Prune = -1

// Chooser decides. Choose is called on whatever goroutine has the turn, never from two
// at once; it must not use Go maps or channels, whose race instrumentation cannot be
// switched off.
type Chooser interface {
	Choose(*Choice) int
}
