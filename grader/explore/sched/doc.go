// Package sched executes one schedule of a concurrent program: it runs the goroutines of
// rewritten code one at a time, asks a step.Chooser who goes on before every step that
// others can observe, and says how the schedule ended. Which schedules there are to try is
// the business of package search.
//
// # What is modelled
//
// Goroutines, channels and select, timers and virtual time, and what the packages under
// shim/ build of Object, Gate, Point, Block and Wake: locks, atomics, contexts. A step is
// an operation on one Object and the code up to the next operation; the choice comes
// before the operation. To start a goroutine and to end is no step: nobody can tell what
// came between, except by counting goroutines, which is a step. A channel is known by the
// address of the native one and has its contents in a shadow; what was sent before the
// schedule is forgotten. Blocked receivers and senders are served in order, as in Go, and
// an unlocked mutex is handed over to nobody. Which of several ready cases, and which of at
// most four timers of one instant, is a choice as well.
//
// # What is sound, and what is only bounded
//
// A schedule is a real execution: what it shows can happen. Without plain variables as
// steps (see MemoryMode) the schedules are all there are, up to equivalence, as long as
// none has a data race, and a data race is reported. The exceptions:
//   - Who calls Gosched, or asks the same in vain three times more (a load, TryLock, len,
//     Err, the time, a select with default), or does 400 steps on end, has no turn until
//     another had one, and until all who can run had one since the time before (cf.
//     Musuvathi and Qadeer, "Fair stateless model checking", PLDI'08). So loops that wait
//     for others end, whoever chooses; schedules in which nobody else comes for longer are
//     missing.
//   - Options.Steps and Options.Timers end schedules. Of one that was Cut, "stuck" means
//     blocked for its second half; such a verdict is a guess.
//   - A timer that has been pending for 2000 steps fires though goroutines can run, and so
//     does the next one if nobody but the one who gives up the turn can run.
//   - While somebody can run, time moves by at most a minute at once: nobody is that slow.
//   - sync.Pool and the order of maps are random numbers, not choices.
//
// Choice 0, taken always, is fair to those who do not spin as well: the turn is kept until
// it is given up or the goroutine blocks, and then goes to the next by number, round and
// round. So nobody who can run waits for ever.
//
// # Time
//
// Time is virtual and moves to the next timer when nobody can run; with Options.Early also
// as a choice, which counts as a preemption: a slow processor is a legal one. HoldClock
// forbids both for synctest. How long something took means something only if the result
// is not Early.
//
// # States
//
// Choice.State is a signature of the happens-before relation: each goroutine's hash covers
// what it did and, at each object, what was done there before, reads in any order
// (Musuvathi and Qadeer, "Partial-order reduction for context-bounded state exploration",
// MSR-TR-2007-12), further the answers of Branch, the order of timers, how often time
// moved for want of anything else, and who has the turn. From states with equal signatures
// the same can follow, but for what fairness counts: steps on end.
//
// # The race detector
//
// The detector stays exact because it sees the program's edges only. Goroutines are
// coroutines of the runtime (runtime/coro.go, the ground of iter.Pull), to which the
// detector attaches no meaning; iter.Pull itself would add edges, and carries Goexit and
// panics over to whoever resumes. Edges are shown by Acquire, Release and Merge on tokens,
// as the memory model (go.dev/ref/mem) and the runtime have them:
//   - go statement to start; not: end of a goroutine to anything.
//   - Send to the completion of its receive; with capacity C, the k-th receive to the
//     completion of the k+C-th send, but not what that receive has learned; without a
//     buffer, both ways; close to a receive that finds it.
//   - Start or Reset of a timer to its function or to a receive from its channel. Not: one
//     tick to the next, nor one goroutine that sleeps to another.
//   - A worker serves one goroutine a schedule, for what two do on one would look ordered;
//     one that is needed for a timer is made by the caller of Run, for the maker is ordered
//     before what he makes.
//   - All of a schedule to the next one, and to what the caller of Run does after it.
//   - All of a schedule to the deferred calls of what is unwound at its end.
//
// Where plain variables are followed, vector clocks (Mattern 1989; Flanagan and Freund,
// "FastTrack", PLDI'09) repeat these edges to say which two accesses race. They take a
// compare-and-swap that failed for one that did not.
//
// The detector keeps few accesses to each word of memory (four of eight bytes), forgets
// old ones, and reports two equal stacks once in a process: it can miss a race that a
// schedule has, so that a schedule without a report is no proof by itself. Its word is
// good for what it reports.
//
// This package and the shims are built with -gcflags=...=-race=false: they run on
// goroutines that the detector holds to be unordered, and what they share would be
// reported. Instrumentation follows code that is inlined or instantiated elsewhere, so that
// exported functions are //go:noinline and generic ones //go:norace, and closures in
// generic functions touch nothing shared. Go maps, and copy and append of slices with
// pointers, show themselves to the detector whoever calls them: there are none here.
//
// # How a schedule ends
//
// By itself, or by a panic, a fatal error, a refusal, a bound, or the chooser's word. What
// is left is unwound: by Goexit, so that deferred calls run, with operations that do
// nothing. A deferred call that goes on and on is left by another Goexit, and after some of
// these its goroutine stays where it is for good: the only way in which anything is left
// behind. Deferred calls that never come to a step are the watcher's business (package
// drive).
//
// # Why one scheduler for a process
//
// A lock that is a zero value has no other way to find its scheduler: there is one, like
// there is one runtime. Several would have to be several processes, which explorations of
// several packages are.
//
// newcoro and coroswitch are linknamed in package runtime for package iter only: hence
// -checklinkname=0. So are racereleaseacquire and racegoend: the runtime does not tell the
// race detector of the end of a coroutine, which would cost 5 kB each. (Of any goroutine
// that has ended it keeps about 0.3 kB, as it does in programs that are not explored.)
package sched
