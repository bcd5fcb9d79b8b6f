// Package harness stands for racekit/grader/harness in explored programs: the same names,
// the same contracts, under the control of package sched.
//
// Check executes the property once, in the schedule that runs. What the guard of the
// native harness finds by looking at goroutines and clocks is exact here, and mostly the
// explorer's to find: panics, data races, deadlock, goroutines left behind, loops without
// end. What is left to this package is what only the test demands:
//
//   - a result that is not right is outcome.Wrong, said where Errorf was called;
//   - what should be in flight together, or independent, or within its time, and is not,
//     is outcome.Slow;
//   - that the test could go on only because a timer fired that no Work has started is
//     outcome.Hang: no right solution sleeps or polls.
//
// Virtual time moves only when nobody can run, or, where a search moves it early, at any
// time; such a schedule says nothing about how long something takes.
package harness
