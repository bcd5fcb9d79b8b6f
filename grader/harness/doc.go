// Package harness is all that the tests of exercises import: one property, executed
// many times.
//
// A test is one [Check] of a property given as a closure. The closure makes all the
// state that it needs, starts goroutines, waits for them by channels, WaitGroups or
// the harness, and says what is wrong through its [Run]. How often and in which way
// it is executed is not the test's business: a few times under a plain "go test",
// once in each of many processes under the grader.
//
// # What a test need not do
//
// The harness itself watches each execution for panics, data races, deadlock,
// goroutines left behind, endless loops and memory. A test only states its property.
//
// # How it can tell without a clock
//
// A guard looks at the states of all goroutines at one instant, with the world
// stopped. If every one of them is blocked on a channel, a lock or the like, nothing
// can go on by itself: the process is at rest. This is exact, whatever else the
// machine is doing, and replaces every sleep:
//
//   - [Run.Settle] returns when the process is at rest;
//   - a [Witness] that is not complete when the process is at rest never will be;
//   - a test's goroutine that is blocked when the process is at rest, and that the
//     runtime's goroutine leak profile finds unreachable, is deadlocked.
//
// What it cannot see is a timer that will fire later into a channel: tests under the
// harness do not wait for timers, and code under test that does is taken to be at
// rest while it waits. Where a goroutine runs on and on instead of waiting, a bound of
// processor time ends the execution; processor time, unlike the clock, does not run
// faster on a busy machine. Where it sleeps on and on, being seen asleep again and again
// does: no right solution sleeps. The clock is the last resort, after a minute.
//
// # Rules for tests
//
// Tests must be free of data races of their own also for wrong submissions. FailNow
// and Fatalf may be called from the closure's goroutine and those of [Run.Go] only.
package harness
