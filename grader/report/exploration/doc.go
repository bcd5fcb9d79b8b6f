// Package exploration tells what an exploration found: to people as text, to programs as
// JSON, one object a line.
//
// # Schema, version 1
//
// Each line of 'racekit explore --json' has exactly one field, which names its kind. A field
// that is false, zero or empty may be missing. A reader must ignore fields and kinds that it
// does not know and refuse a larger version. A stream without a summary was cut off; one
// without any line means that nothing could be explored, as standard error says.
//
//	start      once, first
//	  version    the version of the stream, 1
//	  race       the race detector watches
//	  seed       where random choices come from
//	  schedules  budget of each test in schedules, or
//	  millis     budget of each test in time
//	  digest     of the sources that were read; tokens are valid for it
//	  changed    they are not those of the token that was to be replayed: the test is explored
//	  tests      a list of what will be explored: name, package, func, file, line
//	  notRun     a list of benchmarks, examples, fuzz tests and TestMain: name, package, file, line
//	  refused    a list of what cannot be controlled
//	    file, line, package
//	    what       the thing as one writes it, "net.Dial"
//	    why        a clause
//	    guarded    only tests that come to it are refused
//	test       once for each test, in the order of start
//	  name       "import/path.TestName"
//	  package    its import path
//	  func       the test function
//	  file, line where it is
//	  verdict    "pass", "skipped", "refused", or the class of the failure: "panic", "data race",
//	             "deadlock", "livelock", "goroutine leak", "wrong result", "hang", "too slow",
//	             "out of memory"
//	  also       further classes of failure that the same schedule showed
//	  token      what 'racekit replay' takes; missing where the process did not survive
//	  reason     TEXT; why it was skipped or refused, in one line
//	  covered    TEXT; of a pass, which schedules were executed
//	  notCovered TEXT; which were not
//	  coverage   the same in numbers
//	    schedules  how many were executed
//	    complete   there is no other schedule
//	    fair       a goroutine gave up its turn, so some schedules are missing
//	    failed     how many of the counted ones failed
//	    counted    how many were counted: the failure that was found and some after it
//	    cut        how many reached the bound of steps
//	    diverged   how many did not repeat as they should
//	    seed       as in start
//	    stages     a list: name, bound, schedules, pruned, complete
//	  explanation the failure: 'go doc ./grader/explore/trace Explanation'; has a version of its own
//	  millis     time on the clock
//	summary    once, last
//	  tests      how many there were to explore
//	  passed, failed, skipped, refused, notExplored  how many of them were what
//	  schedules  how many were executed in all
//	  incomplete why the exploration ended early
//
// TEXT is an object with the fields en and ja.
package exploration
